import { describe, expect, it } from 'vitest';
import { runBoth } from '../../../services/clusters/run-both.ts';

const idle = () => new AbortController().signal;

/** Ends when it is told to, a moment later. */
const untilAborted = (said: string[]) => (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () =>
      setImmediate(() => {
        said.push('ended');
        reject(new Error('aborted'));
      }),
    );
  });

describe('together', () => {
  it('gives both results', async () => {
    expect(
      await runBoth(
        idle(),
        async () => 1,
        async () => 'two',
      ),
    ).toEqual([1, 'two']);
  });

  it.each(['first', 'second'])(
    'throws what failed when it was the %s, after the other has ended',
    async (which) => {
      const said: string[] = [];
      const fails = () => Promise.reject(new Error('mine'));
      const ends = untilAborted(said);
      const both = which === 'first' ? runBoth(idle(), fails, ends) : runBoth(idle(), ends, fails);
      await expect(both).rejects.toThrow('mine');
      expect(said).toEqual(['ended']);
    },
  );

  it('ends both when the signal is aborted', async () => {
    const said: string[] = [];
    const outer = new AbortController();
    const both = runBoth(outer.signal, untilAborted(said), untilAborted(said));
    outer.abort();
    await expect(both).rejects.toThrow('aborted');
    expect(said).toEqual(['ended', 'ended']);
  });
});
