import { describe, expect, it, vi } from 'vitest';
import { watchCancellation } from '../../../../services/worker/runs/watch-cancellation.ts';

function manualRepeat() {
  let action: () => void = () => undefined;
  const stop = vi.fn();
  return {
    repeat: (given: () => void) => ((action = given), stop),
    tick: async () => {
      action();
      await new Promise((resolve) => setImmediate(resolve));
    },
    stop,
  };
}

const store = (...answers: (boolean | Error)[]) => ({
  submissions: {
    async cancelRequested() {
      const answer = answers.shift() ?? false;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  },
});

describe('watchCancellation', () => {
  it('aborts once the store says so', async () => {
    const timer = manualRepeat();
    const watch = watchCancellation(store(false, true), 'S', new AbortController().signal, timer.repeat);
    await timer.tick();
    const before = watch.signal.aborted;
    await timer.tick();

    expect([before, watch.signal.aborted, (watch.signal.reason as { code: string }).code]).toEqual([
      false,
      true,
      'superseded',
    ]);
  });

  it('is not moved by a store that is away', async () => {
    const timer = manualRepeat();

    const watch = watchCancellation(
      store(new Error('away')),
      'S',
      new AbortController().signal,
      timer.repeat,
    );

    await timer.tick();
    expect(watch.signal.aborted).toBe(false);
  });

  it('follows the outer signal', () => {
    const outer = new AbortController();
    const watch = watchCancellation(store(), 'S', outer.signal, manualRepeat().repeat);
    outer.abort(new Error('shutting down'));
    expect(watch.signal.reason).toEqual(new Error('shutting down'));
  });
});
