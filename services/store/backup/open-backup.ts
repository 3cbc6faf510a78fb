import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import Value from 'typebox/value';
import { extract } from 'tar-stream';
import { Failure } from '../../domain/failure.ts';
import { unknownMigrations } from '../database/migrate.ts';
import { Manifest } from './manifest.ts';

/** The bytes of one part. */
export type PartContent = AsyncIterable<Uint8Array>;

/** A backup all of whose parts were found to be what the manifest says. */
export interface OpenBackup {
  manifest: Manifest;
  /** Hands over each part in its order; `read` must consume the content, which is compressed with gzip. */
  parts(read: (entry: string, content: PartContent) => Promise<void>): Promise<void>;
}

/**
 * Reads a backup once from end to end and checks it, before anybody relies on it. Failures, all of fault
 * `configuration`: `backup-unreadable`, `backup-corrupted`, `backup-newer`.
 */
export async function openBackup(file: string): Promise<OpenBackup> {
  const seen = new Map<string, { bytes: number; sha256: string }>();
  let manifestText = '';
  let manifestHash = '';

  await eachEntry(file, async (entry, content) => {
    if (entry === 'manifest.json') manifestText = await text(content);
    else if (entry === 'manifest.sha256') manifestHash = await text(content);
    else seen.set(entry, await digest(content));
  });

  const manifest = readManifest(file, manifestText, manifestHash);

  for (const { entry, bytes, sha256 } of [...manifest.tables, ...manifest.files]) {
    const found = seen.get(entry);
    if (found === undefined) throw corrupted(file, `its part ${entry} is missing`);
    if (found.bytes !== bytes || found.sha256 !== sha256)
      throw corrupted(file, `its part ${entry} is not what was written`);
  }

  return {
    manifest,
    parts: (read) =>
      eachEntry(file, (entry, content) =>
        entry.startsWith('manifest.') ? drained(content) : read(entry, content),
      ),
  };
}

function readManifest(file: string, manifestText: string, hash: string): Manifest {
  if (manifestText === '') throw corrupted(file, 'it has no manifest, so it is no backup of Saiten');
  if (createHash('sha256').update(manifestText).digest('hex') !== hash)
    throw corrupted(file, 'its manifest is not what was written');
  const value: unknown = JSON.parse(manifestText);
  if (isNewer(value)) throw newer(file, 'in a format unknown here');
  if (!Value.Check(Manifest, value)) throw corrupted(file, 'its manifest cannot be understood');
  const unknown = unknownMigrations(value.migrations);
  if (unknown.length > 0) throw newer(file, `with migrations unknown here (${unknown.join(', ')})`);
  return value;
}

function isNewer(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'format' in value && value.format !== 1;
}

async function eachEntry(file: string, read: (entry: string, content: PartContent) => Promise<void>) {
  const archive = extract();
  const source = createReadStream(file);
  source.on('error', (error) => archive.destroy(error));
  source.pipe(archive);

  try {
    for await (const entry of archive) {
      await read(entry.header.name, entry as PartContent);
    }
  } catch (cause) {
    if (cause instanceof Failure || !(cause instanceof Error)) throw cause;
    if ('code' in cause && ['ENOENT', 'EACCES', 'EISDIR'].includes(String(cause.code)))
      throw new Failure(
        'configuration',
        'backup-unreadable',
        `Expected a backup in ${file}, but it cannot be read (${cause.message}). Give the path of a file that "saiten backup create" wrote.`,
        { cause },
      );
    if (isOfArchive(cause)) throw corrupted(file, `it breaks off or is no tar archive (${cause.message})`);
    throw cause;
  } finally {
    source.destroy();
  }
}

/** tar-stream's errors carry no code; the database's do. */
function isOfArchive(error: Error): boolean {
  return !('code' in error) || String(error.code).startsWith('Z_');
}

async function digest(content: PartContent): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;

  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
  }

  return { bytes, sha256: hash.digest('hex') };
}

async function drained(content: PartContent): Promise<void> {
  for await (const _ of content);
}

function corrupted(file: string, reason: string): Failure {
  return new Failure(
    'configuration',
    'backup-corrupted',
    `Expected a whole backup in ${file}, but ${reason}. Nothing was changed. Use another copy of it, or an older backup.`,
  );
}

function newer(file: string, how: string): Failure {
  return new Failure(
    'configuration',
    'backup-newer',
    `Expected a backup of this version of Saiten or an older one, but ${file} was written by a newer version, ${how}. Nothing was changed. Upgrade Saiten, then restore.`,
  );
}
