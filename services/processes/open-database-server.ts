import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { startEmbeddedPostgres } from '../store/embedded/embedded-postgres.ts';

/** The PostgreSQL of the settings: the one they name, or the embedded one, started or joined. `stop` lets go of it. */
export async function openDatabaseServer(
  settings: Pick<Settings, 'databaseUrl' | 'dataFolder'>,
): Promise<{ url: string; stop(): Promise<void> }> {
  if (settings.databaseUrl !== undefined) return { url: settings.databaseUrl, stop: async () => undefined };
  return startEmbeddedPostgres({ folder: join(settings.dataFolder, 'postgres'), randomBytes });
}
