import pg from 'pg';
import { Failure } from '../../domain/failure.ts';

/** How often the server's side of a connection is looked at. Two looks are enough where nobody else is at work. */
const LOOKS = 5;

/**
 * Makes sure that a connection stays the same on the server's side from one statement to the next. A pooler that hands
 * connections out by the transaction, such as PgBouncer in `pool_mode = transaction`, loses the locks under which pull requests
 * are published, and what is set for a session. It answers two open connections from one process of the server, or one
 * from several. Fails with `configuration`/`database-pooled`.
 * https://www.pgbouncer.org/features.html
 */
export async function requireSessions(url: string): Promise<void> {
  const clients = [url, url].map(
    (connectionString) => new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 }),
  );

  const [one, other] = clients as [pg.Client, pg.Client];

  try {
    for (const client of clients) {
      client.on('error', () => undefined);
      await client.connect();
    }

    const ofOne = new Set<number>();

    for (let look = 0; look < LOOKS; look++) {
      ofOne.add(await processOf(one));
      const ofOther = await processOf(other);
      // Twice in a row: two processes that take turns would look like one for each.
      ofOne.add(await processOf(one));
      if (ofOne.size > 1 || ofOne.has(ofOther)) throw pooled();
    }
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  }
}

async function processOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
}

function pooled(): Failure {
  return new Failure(
    'configuration',
    'database-pooled',
    'DATABASE_URL leads to a pooler that gives each transaction another connection; Saiten needs one that keeps its locks and ' +
      'settings. Set pool_mode = session for this database in PgBouncer, or name PostgreSQL itself in DATABASE_URL. ' +
      'See docs/operations.md, "Connection poolers".',
  );
}
