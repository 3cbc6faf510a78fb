import { execa } from 'execa';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStore } from '../../../services/store/create-store.ts';
import { migrate, migrationsOf } from '../../../services/store/database/migrate.ts';
import { openDatabase, openPool } from '../../../services/store/database/open-database.ts';
import { startDatabaseServer } from '../../support/database.ts';
import type { DatabaseServer } from '../../support/database.ts';
import { waitUntil } from '../../support/wait-until.ts';

let server: DatabaseServer;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

it('migrates once when three processes start together', async () => {
  const url = await server.fresh();
  const open = () => execa('node', ['--import', 'tsx', 'test/support/store-process.ts', url]);
  const outputs = await Promise.all([open(), open(), open()]);
  expect(outputs.map(({ stdout }) => stdout)).toEqual(['open', 'open', 'open']);
});

it('gives way to a long transaction, so that others write on, and migrates after it', async () => {
  const url = await server.fresh();
  const db = openDatabase(openPool(url, 1));
  await migrate(db, { only: ['0001-submissions'] });
  const long = await connect(url);

  await long.query(`insert into pull_requests
    (repository_id, number, owner, name, head_sha, author_id, author_login, state, draft, updated_at)
    values (1, 1, 'o', 'n', 'a', 1, 'l', 'open', false, now())`);

  await long.query('begin');
  await long.query('select * from pull_requests');

  const writer = await connect(url);
  let writes = 0;
  let stopped = false;

  const writing = (async () => {
    for (; !stopped; writes++) await writer.query('update pull_requests set author_id = author_id + 1');
  })();

  const migrating = migrate(db);
  await waitUntil(async () => waits(url));
  const whenItWaited = writes;
  // A migration that waited for as long as it takes would keep the writer from ever getting here.
  await waitUntil(() => writes > whenItWaited + 10);
  await long.query('commit');
  await migrating;
  stopped = true;
  await writing;

  const { rows } = await long.query<{ author_id: string }>(
    'select author_id, grading_allowed from pull_requests',
  );

  expect(rows).toEqual([{ author_id: String(writes + 1), grading_allowed: false }]);
  await Promise.all([long.end(), writer.end(), db.destroy()]);
});

/** Whether somebody waits for the right to change a table. */
async function waits(url: string): Promise<boolean> {
  const client = await connect(url);

  const { rows } = await client.query(
    `select 1 from pg_locks where not granted and mode = 'AccessExclusiveLock'`,
  );

  await client.end();
  return rows.length > 0;
}

it('is refused by an older process than the database', async () => {
  const url = await server.fresh();
  await (await createStore({ url })).close();
  const client = await connect(url);
  await client.query(`insert into kysely_migration values ('9999-tomorrow', now()::text)`);
  await client.end();
  const refusal = createStore({ url });

  await expect(refusal).rejects.toMatchObject({
    fault: 'configuration',
    code: 'database-newer',
    message: expect.stringContaining('9999-tomorrow') as string,
  });
});

it('changes nothing for a database that is up to date', async () => {
  const url = await server.fresh();

  const names = async () => {
    await (await createStore({ url })).close();
    const db = openDatabase(openPool(url, 1));
    return migrationsOf(db).finally(() => db.destroy());
  };

  expect(await names()).toEqual(await names());
});
