import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { loadSettings } from '../../config/load.ts';
import { createBackup } from '../../store/backup/create-backup.ts';
import type { Manifest } from '../../store/backup/manifest.ts';
import { restoreBackup } from '../../store/backup/restore-backup.ts';
import { openDatabaseServer } from '../../processes/open-database-server.ts';
import { requireFreePaths } from '../require-free-paths.ts';

/** What cannot be made again from the database: all else in the data folder belongs to running clusters. */
const KEPT_FOLDERS = ['verification'];

/** Writes a backup and says what is in it. Failures `files-exist`, and those of `createBackup`. */
export async function createBackupFile(file: string, { force = false }: { force?: boolean }): Promise<void> {
  const { settings } = loadSettings('local');
  if (!force) await requireFreePaths([resolve(file)]);
  const server = await openDatabaseServer(settings);

  try {
    const files = await keptFiles(settings.dataFolder);
    const manifest = await createBackup({ url: server.url, file, files, now: () => new Date() });
    const { size } = await stat(file);
    process.stdout.write(`wrote ${file}: ${describe(manifest)}, ${size} bytes\n`);
  } finally {
    await server.stop();
  }
}

/** Puts a backup back and says what was in it. Failures: those of `restoreBackup`. */
export async function restoreBackupFile(
  file: string,
  { replace = false }: { replace?: boolean },
): Promise<void> {
  const { settings } = loadSettings('local');
  const server = await openDatabaseServer(settings);

  try {
    const { dataFolder } = settings;
    const manifest = await restoreBackup({ url: server.url, file, dataFolder, replace });

    process.stdout.write(
      `restored ${file} of ${manifest.createdAt}: ${describe(manifest)}\n` +
        'Start the processes; what was open then is graded within minutes.\n',
    );
  } finally {
    await server.stop();
  }
}

function describe({ tables, files }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${rows} rows of ${tables.length} tables, ${files.length} files`;
}

async function keptFiles(dataFolder: string): Promise<Map<string, string>> {
  const root = resolve(dataFolder);
  const files = new Map<string, string>();

  for (const folder of KEPT_FOLDERS) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );

    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) files.set(relative(root, path), path);
    }
  }

  return files;
}
