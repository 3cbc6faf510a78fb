import pg from 'pg';
import { Failure } from '../../domain/failure.ts';

/** One connection for a backup or its restore, ended afterwards. Failure `infrastructure`/`store-unavailable`. */
export async function withBackupClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);

  try {
    await client.connect();
    return await work(client);
  } catch (cause) {
    if (cause instanceof Failure || !(cause instanceof pg.DatabaseError || isConnectionError(cause)))
      throw cause;
    throw new Failure(
      'infrastructure',
      'store-unavailable',
      `Expected the database to take part, but: ${cause.message}. Nothing was changed; the command may be repeated.`,
      { cause },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isConnectionError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code));
}
