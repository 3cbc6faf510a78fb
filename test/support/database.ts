import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../services/store/embedded/embedded-postgres.ts';

export interface DatabaseServer {
  url: string;
  /** Makes an empty database of its own for a test and returns its address. */
  fresh(): Promise<string>;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

/** One embedded PostgreSQL for a test file: start it in `beforeAll`, stop it in `afterAll`. */
export async function startDatabaseServer(): Promise<DatabaseServer> {
  const folder = await mkdtemp(join(tmpdir(), 'saiten-test-'));
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({ folder, randomBytes });
  return {
    url: server.url,
    async fresh() {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
