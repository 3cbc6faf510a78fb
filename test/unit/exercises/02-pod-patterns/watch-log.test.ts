import { describe, expect, it } from 'vitest';
import { readLogLooks, startLogWatch } from '../../../../exercises/02-pod-patterns/watch-log.ts';

describe('readLogLooks', () => {
  it('reads one look from each line and nothing from others', () => {
    expect(
      readLogLooks('12345 with\nsh: sleep: interrupted\n12375 without\n12400 long\n12410 none\n1 withal\n'),
    ).toEqual([
      { at: 123.45, answer: 'with' },
      { at: 123.75, answer: 'without' },
      { at: 124, answer: 'long' },
      { at: 124.1, answer: 'none' },
    ]);
  });
});

describe('startLogWatch', () => {
  const context = {
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
    random: () => 0.5,
  };

  it('waits in a second command for what the first has begun', async () => {
    const journals: (string | undefined)[] = [];

    const run = (command: readonly string[]) => {
      journals.push(command.at(-1));
      return Promise.resolve({ exitCode: 0, stdout: journals.length === 2 ? '100 with\n' : '', stderr: '' });
    };

    const looks = await startLogWatch(
      context,
      { run },
      { status: { podIP: '10.0.0.1' } },
      { text: 'a', seconds: 90 },
    );

    expect(await looks()).toEqual([{ at: 1, answer: 'with' }]);
    expect(new Set(journals).size).toBe(1);
  });

  it('asks again where the way to the prober breaks', async () => {
    let calls = 0;

    const run = () => {
      calls += 1;
      const broken = Object.assign(new Error('closed'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
      return calls % 2 === 1
        ? Promise.reject(broken)
        : Promise.resolve({ exitCode: 0, stdout: '', stderr: '' });
    };

    await (
      await startLogWatch(context, { run }, {}, { text: 'a', seconds: 1 })
    )();

    expect(calls).toBe(4);
  });
});
