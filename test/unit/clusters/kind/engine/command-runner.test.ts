import { execPath } from 'node:process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createCommandRunner,
  type Command,
} from '../../../../../services/clusters/kind/engine/command-runner.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-runner-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Puts a real program of that name on a PATH of its own and runs it. */
async function run(script: string, overrides: Partial<Command> = {}) {
  await writeFile(join(folder, 'tool'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const environment = { PATH: `${folder}:/usr/bin:/bin` };
  return createCommandRunner()({ program: 'tool', args: [], environment, timeoutMs: 20_000, ...overrides });
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Waits until a process has ended; the test's own time limit ends a wait in vain. */
async function ended(pid: number): Promise<void> {
  while (alive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function written(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.endsWith('\n')) return text.trim();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('createCommandRunner', () => {
  it('gives exit code and both outputs of a failing program', async () => {
    expect(await run('echo out; echo err >&2; exit 3')).toMatchObject({
      exitCode: 3,
      stdout: 'out\n',
      stderr: 'err\n',
      notFound: false,
      timedOut: false,
    });
  });

  it('hands arguments over as they are, and standard input', async () => {
    const outcome = await run('printf "%s|" "$@"; cat', {
      args: ['a b', '$HOME', ';exit 9'],
      stdin: new TextEncoder().encode('in'),
    });

    expect(outcome.stdout).toBe('a b|$HOME|;exit 9|in');
  });

  it('passes on no variable of its own process', async () => {
    const outcome = await run(`"${execPath}" -p 'JSON.stringify(process.env)'`, {
      environment: { PATH: `${folder}:/usr/bin:/bin`, ONLY: 'this' },
    });

    const passed = Object.keys(JSON.parse(outcome.stdout) as object).filter(
      (name) => !/^(_|PWD|SHLVL|OLDPWD)$/.test(name),
    );

    expect(passed.sort()).toEqual(['ONLY', 'PATH']);
  });

  it('says that a program does not exist', async () => {
    expect(await run('', { program: 'no-such-tool' })).toMatchObject({ notFound: true, exitCode: undefined });
  });

  it('says that a file cannot be run', async () => {
    await writeFile(join(folder, 'plain'), 'text', { mode: 0o644 });
    expect(await run('', { program: join(folder, 'plain') })).toMatchObject({ notFound: true });
  });

  it('ends a program that hangs together with what it started', async () => {
    const pidFile = join(folder, 'pid');

    const outcome = await run(`trap '' TERM; sleep 600 & echo $! > ${pidFile}; wait; sleep 600`, {
      timeoutMs: 1500,
    });

    expect(outcome).toMatchObject({ timedOut: true, aborted: false, exitCode: undefined });
    await ended(Number(await written(pidFile)));
  });

  it('ends the whole group when the signal aborts', async () => {
    const pidFile = join(folder, 'pid');
    const controller = new AbortController();
    const running = run(`sleep 600 & echo $! > ${pidFile}; wait`, { signal: controller.signal });
    const pid = Number(await written(pidFile));
    controller.abort();
    expect(await running).toMatchObject({ aborted: true, timedOut: false });
    await ended(pid);
  });

  it('starts nothing lasting when the signal has aborted already', async () => {
    expect(await run('sleep 600', { signal: AbortSignal.abort() })).toMatchObject({ aborted: true });
  });

  it('ends a program that writes more than is kept', async () => {
    const outcome = await run('yes', { outputLimit: 1000 });
    expect(outcome).toMatchObject({ outputTooLarge: true, timedOut: false });
    expect(outcome.stdout.length).toBeLessThanOrEqual(1000);
  });
});
