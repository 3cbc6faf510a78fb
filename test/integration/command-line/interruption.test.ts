import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { waitUntil } from '../../support/wait-until.ts';

const module = (path: string) => JSON.stringify(new URL(`../../../services/${path}`, import.meta.url).href);

/** Programs that have another one at work when they are told to stop, and need a moment to clean up. */
const PROGRAMS = {
  'a command': `
    import { interruption } from ${module('command-line/interruption.ts')};
    const { signal } = interruption();
    signal.addEventListener('abort', () => setTimeout(() => { console.log('cleaned up'); process.exit(0); }, 200));
  `,
  'a process': `
    import { runProcess } from ${module('processes/run-process.ts')};
    const stop = () => new Promise((resolve) => setTimeout(resolve, 200)).then(() => { console.log('cleaned up'); process.exit(0); });
    void runProcess(async () => ({ stop }));
  `,
};

const BUSY = `
  import { execa } from ${JSON.stringify(import.meta.resolve('execa'))};
  setTimeout(() => void execa('sleep', ['30'], { reject: false }), 100);
  setInterval(() => undefined, 1000);
  setTimeout(() => console.log('busy'), 300);
`;

async function start(program: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program + BUSY], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });

  const pid = child.pid ?? 0;
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;

  onTestFinished(() => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  });

  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await waitUntil(() => said.includes('busy'));
  return { child, ended, said: () => said };
}

describe.each(Object.entries(PROGRAMS))('%s that has a program at work', (_what, program) => {
  it.each(['SIGTERM', 'SIGINT'] as const)('cleans up when it gets %s', async (signal) => {
    const { child, ended, said } = await start(program);
    child.kill(signal);
    expect([await ended, said()]).toEqual([[0, null], 'busy\ncleaned up\n']);
  });

  it('ends at once with the second signal', async () => {
    const { child, ended, said } = await start(program);
    child.kill('SIGTERM');
    child.kill('SIGINT');
    expect([(await ended)[0], said()]).toEqual([130, 'busy\n']);
  });
});
