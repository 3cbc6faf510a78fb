import pg from 'pg';
import { Failure } from '../domain/failure.ts';

/** No schema has to be there for this to be set. */
const PROBE = 'saiten_probe';

/**
 * Makes sure that the server takes options when a connection begins: BullMQ finds its tables by them, and a pooler such as
 * PgBouncer refuses or ignores them. Fails with `configuration`/`queue-pooled`, and with the driver's errors.
 * https://www.pgbouncer.org/config.html#ignore_startup_parameters
 */
export async function requireStartOptions(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    options: `-c search_path=${PROBE}`,
  });

  client.on('error', () => undefined);

  try {
    await client.connect();
    const { rows } = await client.query<{ search_path: string }>('show search_path');
    if (rows[0]?.search_path !== PROBE) throw pooled();
  } catch (error) {
    throw isRefused(error) ? pooled(error) : error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** `protocol_violation`: PgBouncer's answer to what it does not know. */
function isRefused(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '08P01' && error.message.includes('startup');
}

function pooled(cause?: unknown): Failure {
  return new Failure(
    'configuration',
    'queue-pooled',
    'DATABASE_URL leads to a pooler that takes no options of a connection, without which the queue finds no tables in PostgreSQL. ' +
      'Set REDIS_URL, so that the queue lives in Redis, or name PostgreSQL itself in DATABASE_URL. ' +
      'See docs/operations.md, "Connection poolers".',
    { cause },
  );
}
