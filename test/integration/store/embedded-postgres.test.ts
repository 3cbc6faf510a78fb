import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import pg from 'pg';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { startEmbeddedPostgres } from '../../../services/store/embedded/embedded-postgres.ts';
import { readPostmaster } from '../../../services/store/embedded/postmaster-file.ts';
import { waitUntil } from '../../support/wait-until.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-embedded-'));
  await chmod(folder, 0o711);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
}

async function startProcess() {
  const child = execa('node', ['--import', 'tsx', 'test/support/embedded-postgres-process.ts', folder], {
    reject: false,
  });

  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await waitUntil(() => output.includes('\n') || child.exitCode !== null);
  return { child, url: output.split('\n')[0] ?? '', output: () => output };
}

it('survives kill -9 of its parent and keeps the data; a clean stop leaves no process', async () => {
  const first = await startProcess();
  await query(first.url, 'create table kept as select 42 as answer');
  first.child.kill('SIGKILL');
  await first.child;
  const second = await startEmbeddedPostgres({ folder, randomBytes });
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  const postmaster = await readPostmaster(join(folder, 'data'));
  await second.stop();
  expect(await readFile(`/proc/${postmaster?.pid}/cmdline`, 'utf8').catch(() => '')).toBe('');
  expect(existsSync(join(folder, 'data', 'postmaster.pid'))).toBe(false);
});

it('starts again after the server itself was killed', async () => {
  const first = await startEmbeddedPostgres({ folder, randomBytes });
  await query(first.url, 'create table kept as select 42 as answer');
  process.kill((await readPostmaster(join(folder, 'data')))?.pid ?? 0, 'SIGKILL');
  const second = await startEmbeddedPostgres({ folder, randomBytes });
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await first.stop();
  await second.stop();
});

it('is shared by two processes and stopped by the last; SIGTERM does not end the process by itself', async () => {
  const first = await startProcess();
  const second = await startEmbeddedPostgres({ folder, randomBytes });
  expect(second.url).toBe(first.url);
  first.child.kill('SIGTERM');
  expect((await first.child).exitCode).toBe(0);
  expect(first.output()).toBe(`${first.url}\nstopped\n`);
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.stop();
  await expect(query(second.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
});

it('keeps the password to itself and listens on loopback only', async () => {
  const server = await startEmbeddedPostgres({ folder, randomBytes });
  onTestFinished(() => server.stop());
  expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
  expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  const stranger = new URL(server.url);
  stranger.password = 'guess';
  await expect(query(stranger.href, 'select 1')).rejects.toThrow('password authentication failed');
});
