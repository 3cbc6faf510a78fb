import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import pg from 'pg';
import { freePort } from '../../services/store/embedded/free-port.ts';

export interface Pooler {
  /** The database behind it. */
  url: string;
  stop(): Promise<void>;
}

/** Whether Debian's pgbouncer is installed. */
export async function hasPgBouncer(): Promise<boolean> {
  return (await execa('pgbouncer', ['--version'], { reject: false })).exitCode === 0;
}

/** A PgBouncer of its own in front of a database; everybody may connect to it, as the database's owner. */
export async function startPgBouncer(
  database: string,
  mode: 'session' | 'transaction' | 'statement',
  more: readonly string[] = [],
): Promise<Pooler> {
  const { hostname, port, username, password, pathname } = new URL(database);
  const folder = await mkdtemp(join(tmpdir(), 'saiten-pgbouncer-'));
  // As root it changes to a user that must be able to read this.
  await chmod(folder, 0o755);
  const listens = await freePort();
  const file = join(folder, 'pgbouncer.ini');

  const lines = [
    '[databases]',
    `* = host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${listens}`,
    'unix_socket_dir =',
    'auth_type = any',
    `pool_mode = ${mode}`,
    ...more,
  ];

  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o644 });
  const asRoot = process.getuid?.() === 0 ? ['--user', 'nobody'] : [];
  const program = execa('pgbouncer', [...asRoot, file], { reject: false, stdout: 'ignore', stderr: 'pipe' });
  const url = `postgres://${username}@127.0.0.1:${listens}${pathname}`;

  for (let tries = 0; !(await answers(url)); tries++) {
    if (tries > 100 || program.exitCode !== null)
      throw new Error(`PgBouncer does not start: ${(await program).stderr}`);
    await sleep(50);
  }

  return {
    url,
    async stop() {
      program.kill('SIGKILL');
      await program;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);

  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
