import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pack, type Pack } from 'tar-stream';
import { Failure } from '../../domain/failure.ts';
import { withBackupClient } from './backup-client.ts';
import { listTables } from './list-tables.ts';
import type { BackupTable, Manifest } from './manifest.ts';
import { quote } from './quote.ts';

export interface BackupOptions {
  url: string;
  /** Where the backup is written: as a whole under another name first. */
  file: string;
  /** Files of the data folder to keep, by their path in it. */
  files: ReadonlyMap<string, string>;
  now: () => Date;
}

/** What machines do at this moment; another machine has nothing of it. */
const OF_THE_MACHINE = ['pool_members', 'workers'];

/**
 * Writes all that the store remembers into one file: every table as PostgreSQL copies it, from one snapshot while
 * others go on writing, and a manifest with a checksum of each part. Failures `backup-empty`, `store-unavailable`.
 */
export async function createBackup({ url, file, files, now }: BackupOptions): Promise<Manifest> {
  const folder = await mkdtemp(join(dirname(resolve(file)), '.saiten-backup-'));

  try {
    const parts = new Map<string, string>();

    const manifest = await withBackupClient(url, async (client) => {
      await client.query('begin isolation level repeatable read read only');
      const migrations = await migrationNames(client);
      const tables: BackupTable[] = [];

      for (const { name, columns } of await listTables(client)) {
        if (OF_THE_MACHINE.includes(name)) continue;
        const entry = `tables/${name}.copy.gz`;
        const rows = client.query(copyTo(`copy ${quote(name)} (${columns.map(quote).join(', ')}) to stdout`));
        const part = await writePart(join(folder, `${name}.copy.gz`), rows);
        tables.push({ name, columns, rows: rows.rowCount, entry, ...part });
        parts.set(entry, join(folder, `${name}.copy.gz`));
      }

      const sequences = await sequencesOf(client);
      await client.query('commit');
      return { format: 1 as const, createdAt: now().toISOString(), migrations, tables, sequences };
    });

    const kept: Manifest['files'] = [];

    for (const [path, source] of files) {
      const entry = `files/${path}.gz`;
      const copy = join(folder, `file-${kept.length}.gz`);
      kept.push({ path, entry, ...(await writePart(copy, createReadStream(source))) });
      parts.set(entry, copy);
    }

    const whole: Manifest = { ...manifest, files: kept };
    const archive = join(folder, 'backup');
    await writeArchive(archive, whole, parts);
    await rename(archive, file);
    return whole;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function migrationNames(client: pg.ClientBase): Promise<string[]> {
  const there = await client.query<{ there: boolean }>(
    `select to_regclass('kysely_migration') is not null as there`,
  );

  const names = there.rows[0]?.there
    ? (await client.query<{ name: string }>('select name from kysely_migration order by name')).rows
    : [];

  if (names.length > 0) return names.map(({ name }) => name);
  throw new Failure(
    'configuration',
    'backup-empty',
    'Expected a database with tables of Saiten, but it has none: there is nothing to back up. Does DATABASE_URL (or SAITEN_DATA_FOLDER) name the right one?',
  );
}

async function sequencesOf(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select sequencename as name, last_value::text as last from pg_sequences
     where schemaname = current_schema() order by 1`,
  );

  return rows;
}

/** Compresses a stream into a file that only this user can read. Returns what the manifest says of it. */
async function writePart(path: string, content: Readable): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  const gzip = createGzip({ level: 6 });

  await pipeline(
    content,
    gzip,
    async function* (compressed: AsyncIterable<Buffer>) {
      for await (const chunk of compressed) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );

  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}

async function writeArchive(path: string, manifest: Manifest, parts: ReadonlyMap<string, string>) {
  const archive = pack();
  const written = pipeline(archive, createWriteStream(path, { mode: 0o600, flush: true }));
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  archive.entry({ name: 'manifest.json', mode: 0o600 }, text);
  archive.entry({ name: 'manifest.sha256', mode: 0o600 }, createHash('sha256').update(text).digest('hex'));
  await Promise.all([written, addParts(archive, manifest, parts)]);
}

async function addParts(archive: Pack, manifest: Manifest, parts: ReadonlyMap<string, string>) {
  for (const { entry, bytes } of [...manifest.tables, ...manifest.files])
    await pipeline(
      createReadStream(parts.get(entry) ?? ''),
      archive.entry({ name: entry, size: bytes, mode: 0o600 }),
    );
  archive.finalize();
}
