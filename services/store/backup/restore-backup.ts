import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Failure } from '../../domain/failure.ts';
import { migrate } from '../database/migrate.ts';
import type { Database, Tables } from '../database/tables.ts';
import { withBackupClient } from './backup-client.ts';
import { listTables } from './list-tables.ts';
import type { Manifest } from './manifest.ts';
import { openBackup, type PartContent } from './open-backup.ts';
import { quote } from './quote.ts';

export interface RestoreOptions {
  url: string;
  file: string;
  /** Where the kept files of the data folder go. */
  dataFolder: string;
  /** Give up what the database holds now. */
  replace: boolean;
}

/** What a database has that was only set up, and machines that come and go: no reason to refuse. */
const SET_UP_ONLY = ['courses', 'pool_members', 'workers', 'signing_keys', 'request_budgets'];

/**
 * Puts a backup back: makes its tables, fills them and migrates them to this version, in one transaction, so that a
 * restore that fails has changed nothing. Failures: those of `openBackup`, `database-in-use`, `database-not-empty`,
 * `backup-unfit`, `migration-failed`, `store-unavailable`.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const backup = await openBackup(options.file);
  const tables = new Map(backup.manifest.tables.map((table) => [table.entry, table]));
  const files = new Map(backup.manifest.files.map(({ entry, path }) => [entry, path]));

  await withBackupClient(options.url, async (client) => {
    await requireAlone(client);
    await client.query('begin');
    if (!options.replace) await requireEmpty(client);
    await dropTables(client);
    const db = onOneConnection(client);
    await migrate(db, { only: backup.manifest.migrations, inTransaction: true });
    await clearTables(client);
    await setTriggers(client, 'disable');

    await backup.parts(async (entry, content) => {
      const table = tables.get(entry);
      if (table === undefined) return skip(content);
      const { name, columns, rows } = table;

      const copy = client.query(
        copyFrom(`copy ${quote(name)} (${columns.map(quote).join(', ')}) from stdin`),
      );

      await pipeline(content, createGunzip(), copy);
      if (copy.rowCount !== rows) throw unfit(`${name} got ${copy.rowCount} rows in place of ${rows}`);
    });

    await setTriggers(client, 'enable');
    for (const { name, last } of backup.manifest.sequences)
      if (last !== null) await client.query('select setval($1::regclass, $2::bigint)', [quote(name), last]);
    await migrate(db, { inTransaction: true });
    await client.query('commit');
  });

  await backup.parts(async (entry, content) => {
    const path = files.get(entry);
    if (path === undefined) return skip(content);
    const target = within(options.dataFolder, path);
    await mkdir(dirname(target), { recursive: true });
    await pipeline(content, createGunzip(), createWriteStream(target, { mode: 0o600 }));
  });

  return backup.manifest;
}

/** A process that works on while its tables are exchanged would mix both. */
async function requireAlone(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );

  const others = rows[0]?.others ?? 0;
  if (others === 0) return;
  throw new Failure(
    'configuration',
    'database-in-use',
    `Expected nobody else on the database, but ${others === 1 ? 'one connection is' : `${others} connections are`} open. Nothing was changed. Stop all processes of Saiten (webhook, worker, api, reconcile), then restore.`,
    { facts: { connections: others } },
  );
}

async function requireEmpty(client: pg.ClientBase): Promise<void> {
  const occupied: string[] = [];

  for (const { name } of await listTables(client)) {
    const allowed = name === 'courses' ? 1 : SET_UP_ONLY.includes(name) ? Infinity : 0;

    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from ${quote(name)}`,
    );

    const count = rows[0]?.count ?? 0;
    if (count > allowed) occupied.push(`${name} (${count})`);
  }

  if (occupied.length === 0) return;
  throw new Failure(
    'configuration',
    'database-not-empty',
    `Expected an empty database, but it has rows in ${occupied.join(', ')}. Nothing was changed. Name an empty database, or add --replace to give up what this one holds.`,
  );
}

async function dropTables(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
  );

  for (const { name } of rows) await client.query(`drop table if exists ${quote(name)} cascade`);
}

/** Migrations put rows into some tables; the backup has its own. */
async function clearTables(client: pg.ClientBase): Promise<void> {
  const names = (await listTables(client)).map(({ name }) => quote(name));
  if (names.length > 0) await client.query(`truncate ${names.join(', ')} restart identity cascade`);
}

/** What triggers made is in the backup already; foreign keys are no such triggers and stay in force. */
async function setTriggers(client: pg.ClientBase, to: 'enable' | 'disable'): Promise<void> {
  for (const { name } of await listTables(client))
    await client.query(`alter table ${quote(name)} ${to} trigger user`);
}

async function skip(content: PartContent): Promise<void> {
  for await (const _ of content);
}

/** The query builder inside the transaction of one connection. */
function onOneConnection(client: pg.Client): Database {
  const connection = { query: client.query.bind(client), release: () => undefined };
  const pool = { connect: async () => connection, end: async () => undefined };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool }) });
}

function within(folder: string, path: string): string {
  const target = join(resolve(folder), path);
  if (target.startsWith(resolve(folder) + sep)) return target;
  throw unfit(`the file ${path} would be written outside the data folder`);
}

function unfit(reason: string): Failure {
  return new Failure(
    'configuration',
    'backup-unfit',
    `Expected the backup to fit into the database, but ${reason}. Nothing was changed in the database. Use another backup.`,
  );
}
