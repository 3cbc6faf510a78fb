import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBackup } from '../../../services/store/backup/create-backup.ts';
import { restoreBackup } from '../../../services/store/backup/restore-backup.ts';
import { createStore } from '../../../services/store/create-store.ts';
import { migrate } from '../../../services/store/database/migrate.ts';
import { openDatabase, openPool } from '../../../services/store/database/open-database.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { tableContents } from '../../support/table-contents.ts';

let server: DatabaseServer;
let folder: string;
let file: string;
beforeAll(async () => void (server = await startDatabaseServer()));
afterAll(() => server.stop());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-backup-'));
  file = join(folder, 'a.backup');
  return () => rm(folder, { recursive: true });
});

const AWKWARD = 'tab\there, back\\slash, new\nline, \\N, 採点 🧪';

/** A database with a submission whose texts are awkward, and one of another number for each call. */
async function filled(number = 1): Promise<string> {
  const url = await server.fresh();
  const store = await createStore({ url });

  const identity = {
    repositoryId: number,
    pullNumber: 7,
    headSha: 'a'.repeat(40),
    exercise: '02-batch-jobs',
  };

  for (let attempt = 1; attempt <= 3; attempt++)
    await store.submissions.open({
      id: `01ARYZ6S41000000000000000${attempt}`,
      identity: { ...identity, attempt },
      ...{ authorId: 9, authorLogin: AWKWARD, folder: 'x', exerciseTitle: { en: AWKWARD, ja: '課題' } },
    });
  await store.deliveries.record({ guid: 'g', event: 'push', receivedAt: new Date(1) });
  await store.requestBudgets.close('b', new Date(4e12));
  await store.close();
  return url;
}

const backUp = (url: string, files = new Map<string, string>()) =>
  createBackup({ url, file, files, now: () => new Date(0) });

const putBack = (url: string, replace = false) =>
  restoreBackup({ url, file, replace, dataFolder: join(folder, 'data') });

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: { code?: string }) => error.code,
  );

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();

  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('a backup', () => {
  it('put back into an empty database gives every table, to the byte', async () => {
    const url = await filled();
    const before = await tableContents(url);
    await backUp(url);
    const fresh = await server.fresh();
    await putBack(fresh);
    expect(before.submissions).toContain('採点 🧪');
    expect(await tableContents(fresh)).toEqual(before);
  });

  it('keeps the files of the data folder', async () => {
    const source = join(folder, 'source');
    await writeFile(source, 'record');
    await backUp(await filled(), new Map([['verification/one.json', source]]));
    await putBack(await server.fresh());
    expect(await readFile(join(folder, 'data/verification/one.json'), 'utf8')).toBe('record');
  });

  it('is of one moment while others write', async () => {
    const url = await filled();
    const writer = new pg.Client({ connectionString: url });
    await writer.connect();

    // Both tables change in one statement, so no moment shows them apart.
    const write = (n: number) =>
      writer.query(`with d as (update deliveries set event = '${n}') update submissions set fencing = ${n}`);

    await write(0);
    let stopped = false;

    const writing = (async () => {
      for (let n = 1; !stopped; n++) await write(n);
    })();

    await backUp(url);
    stopped = true;
    await writing;
    await writer.end();
    const fresh = await server.fresh();
    await putBack(fresh);
    const numbers = `select fencing::text as n from submissions union select event from deliveries`;
    expect(await query(fresh, numbers)).toHaveLength(1);
  });

  it('is readable for its owner alone', async () => {
    await backUp(await filled());
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('of an empty database is refused', async () => {
    expect(await codeOf(backUp(await server.fresh()))).toBe('backup-empty');
  });
});

describe('a restore refuses', () => {
  it('a database that holds something, and changes nothing', async () => {
    await backUp(await filled());
    const other = await filled(2);
    const before = await tableContents(other);
    expect(await codeOf(putBack(other))).toBe('database-not-empty');
    expect(await tableContents(other)).toEqual(before);
  });

  it('a database that somebody else uses', async () => {
    await backUp(await filled());
    const url = await server.fresh();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    expect(await codeOf(putBack(url))).toBe('database-in-use');
    await client.end();
  });

  it.each([
    ['is not there', async () => undefined, 'backup-unreadable'],
    ['is no backup', () => writeFile(file, 'hello'), 'backup-corrupted'],
    ['breaks off', async () => writeFile(file, (await readFile(file)).subarray(0, 3000)), 'backup-corrupted'],
    [
      'has a flipped bit',
      () => change((bytes) => void (bytes[bytes.length - 1600]! ^= 1)),
      'backup-corrupted',
    ],
    [
      'has another manifest',
      () => change((bytes) => void bytes.write('1971', bytes.indexOf('1970'))),
      'backup-corrupted',
    ],
  ])('a file that %s', async (title, damage, code) => {
    if (title !== 'is not there') await backUp(await filled());
    await damage();
    const url = await server.fresh();
    expect(await codeOf(putBack(url))).toBe(code);
    expect(await query(url, `select to_regclass('submissions') as there`)).toEqual([{ there: null }]);
  });

  it('a backup of a newer version', async () => {
    const url = await filled();
    await query(url, `insert into kysely_migration values ('9999-tomorrow', now()::text)`);
    await backUp(url);
    expect(await codeOf(putBack(await server.fresh()))).toBe('backup-newer');
  });
});

describe('a restore', () => {
  it('takes the place of what is there when told', async () => {
    const url = await filled();
    const before = await tableContents(url);
    await backUp(url);
    const other = await filled(2);
    await putBack(other, true);
    expect(await tableContents(other)).toEqual(before);
  });

  it('of an older backup migrates it', async () => {
    let url = await filled();
    const names = () => query(url, 'select name from kysely_migration order by name');
    const newest = await names();
    await backUp(await oldDatabase());
    url = await server.fresh();
    await putBack(url);

    expect([await names(), await query(url, 'select guid from deliveries')]).toEqual([
      newest,
      [{ guid: 'old' }],
    ]);
  });
});

/** A database as the first migration left it. */
async function oldDatabase(): Promise<string> {
  const url = await server.fresh();
  const db = openDatabase(openPool(url, 1));
  await migrate(db, { only: ['0001-submissions'] });
  await db.destroy();
  await query(url, `insert into deliveries (guid, event, received_at) values ('old', 'push', now())`);
  return url;
}

async function change(how: (bytes: Buffer) => void): Promise<void> {
  const bytes = await readFile(file);
  how(bytes);
  await writeFile(file, bytes);
}
