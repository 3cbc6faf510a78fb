import { Failure } from '../domain/failure.ts';

/** The PostgreSQL schema in which BullMQ keeps the queues of a prefix. */
export function databaseSchema(prefix: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(prefix))
    throw new Failure(
      'configuration',
      'queue-prefix-invalid',
      `The queue prefix must be a letter followed by at most 39 letters, digits, "-" or "_", but it is ${JSON.stringify(prefix)}. Choose another one.`,
    );
  return `${prefix.replaceAll('-', '_')}_queue`;
}
