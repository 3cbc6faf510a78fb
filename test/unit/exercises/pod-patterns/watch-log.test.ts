import { describe, expect, it } from 'vitest';
import { readLogLooks, watchLog } from '../../../../exercises/02-pod-patterns/watch-log.ts';

describe('readLogLooks', () => {
  it('reads one look from each line and nothing from others', () => {
    expect(readLogLooks('12345 with\nsh: sleep: interrupted\n12375 without\n12400 long\n12410 none\n1 withal\n')).toEqual([
      { at: 123.45, answer: 'with' },
      { at: 123.75, answer: 'without' },
      { at: 124, answer: 'long' },
      { at: 124.1, answer: 'none' },
    ]);
  });
});

describe('watchLog', () => {
  it('gives the prober more time than the watch may take', async () => {
    const asked: unknown[] = [];
    const run = (_command: readonly string[], within?: number) => {
      asked.push(within);
      return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' });
    };
    await watchLog({ run }, { status: { podIP: '10.0.0.1' } }, { text: 'a', seconds: 90 });
    expect(asked).toEqual([120_000]);
  });
});
