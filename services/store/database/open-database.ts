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

/** The pool waits for what `onConnect` returns; its own type does not say so. */
type PoolOptions = Omit<pg.PoolConfig, 'onConnect'> & {
  onConnect?: (client: pg.ClientBase) => Promise<void>;
};

/**
 * A pool of at most `max` connections; a connection that breaks while idle is replaced, not thrown.
 * @param longestMs Milliseconds after which the server ends a statement, or a transaction in which nothing happens;
 * without it, never.
 */
export function openPool(url: string, max: number, longestMs?: number): pg.Pool {
  const options: PoolOptions = {
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    ...(longestMs !== undefined && { onConnect: limitTo(longestMs) }),
    types: { getTypeParser: parser as typeof pg.types.getTypeParser },
  };

  const pool = new pg.Pool(options);
  pool.on('error', () => undefined);
  return pool;
}

/** Said by a statement: poolers refuse what they do not know when a connection begins. */
function limitTo(milliseconds: number) {
  const names = ['statement_timeout', 'idle_in_transaction_session_timeout'];
  const statements = names.map((name) => `set ${name} = ${milliseconds}`).join('; ');
  return async (client: pg.ClientBase): Promise<void> => void (await client.query(statements));
}

/** The typed query builder on a pool; `destroy` ends the pool. */
export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
