import type pg from 'pg';

/**
 * Runs `work` under PostgreSQL's advisory lock of this name; waits for its turn. The lock lives on a connection of
 * `pool`, which must be another pool than the one `work` uses, or the waiting ones could starve it. The signal aborts
 * when that connection breaks: the lock is then gone.
 */
export async function withAdvisoryLock<T>(
  pool: pg.Pool,
  name: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const lost = new AbortController();
  const onError = (error: Error) => lost.abort(error);
  client.on('error', onError);
  let failed: Error | undefined;

  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);

    try {
      return await work(lost.signal);
    } finally {
      await client
        .query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
        .catch((error: Error) => (failed = error));
    }
  } finally {
    client.off('error', onError);
    // A connection that could not give the lock back is closed, which gives it back.
    client.release(failed ?? lost.signal.aborted);
  }
}
