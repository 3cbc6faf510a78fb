import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables, Database } from './tables.ts';

/**
 * GitHub's ids are bigint in the database and far below 2^53; reading them as numbers is exact. Points are numeric, with
 * two digits behind the point: as numbers they print as they were written.
 */
function parser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === Number(pg.types.builtins.INT8) || oid === Number(pg.types.builtins.NUMERIC)) return Number;
  return pg.types.getTypeParser(oid, format === 'binary' ? 'text' : format) as (text: string) => unknown;
}

/**
 * A pool of at most `max` connections; a connection that breaks while idle is replaced, not thrown.
 * @param longestMs Milliseconds after which the server ends a statement, or a transaction in which nothing happens;
 * without it, never.
 */
export function openPool(url: string, max: number, longestMs?: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    ...(longestMs !== undefined && {
      statement_timeout: longestMs,
      idle_in_transaction_session_timeout: longestMs,
    }),
    types: { getTypeParser: parser as typeof pg.types.getTypeParser },
  });
  pool.on('error', () => undefined);
  return pool;
}

/** The typed query builder on a pool; `destroy` ends the pool. */
export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
