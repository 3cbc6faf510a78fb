import { describe, expect, it } from 'vitest';
import { eventually } from '../../../../graders/core/eventually.ts';
import { HostError } from '../../../../graders/cluster-access/host-access.ts';
import { Mismatch } from '../../../../graders/core/mismatch.ts';
import { manualClock } from './manual-clock.ts';

const unreachable = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

/** Plays outcomes one after the other and repeats the last; errors are thrown. */
function outcomes(...list: unknown[]) {
  let at = 0;

  return async () => {
    const outcome = list[Math.min(at++, list.length - 1)];
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
}

const polling = (signal = new AbortController().signal) => ({ clock: manualClock(), signal });

describe('eventually', () => {
  it('returns the first value that comes', async () => {
    expect(
      await eventually(polling(), outcomes(new Mismatch([]), unreachable, 'yes'), { within: 5000 }),
    ).toBe('yes');
  });

  it.each(['grader', 'infrastructure'] as const)(
    'asks the worker again unless a question was wrong: %s',
    async (fault) => {
      const failure = new HostError(fault, 'host-failed', 'no answer');
      const work = eventually(polling(), outcomes(failure, 'yes'), { within: 5000 });
      await (fault === 'grader' ? expect(work).rejects.toBe(failure) : expect(work).resolves.toBe('yes'));
    },
  );

  it('throws the last mismatch when the time is over', async () => {
    const last = new Mismatch([]);

    await expect(eventually(polling(), outcomes(new Mismatch([]), last), { within: 1000 })).rejects.toBe(
      last,
    );
  });

  it('throws a final mismatch at once', async () => {
    const clock = manualClock();
    const from = clock.now();
    const final = new Mismatch([], { final: true });

    const work = eventually({ clock, signal: new AbortController().signal }, outcomes(final), {
      within: 9000,
    });

    await expect(work).rejects.toBe(final);
    expect(clock.now()).toBe(from);
  });

  it('throws an API error that lasts as itself', async () => {
    await expect(eventually(polling(), outcomes(unreachable), { within: 1000 })).rejects.toBe(unreachable);
  });

  it('demands that the value holds', async () => {
    const clock = manualClock();
    const from = clock.now();
    const flapping = outcomes('yes', new Mismatch([]), 'yes');

    await eventually({ clock, signal: new AbortController().signal }, flapping, {
      within: 9000,
      stableFor: 1000,
    });

    expect(clock.now() - from).toBe(1500);
  });

  it('throws what it saw last when it is stopped', async () => {
    const controller = new AbortController();
    const seen = new Mismatch([]);
    setImmediate(() => controller.abort());
    await expect(eventually(polling(controller.signal), outcomes(seen), { within: 1e12 })).rejects.toBe(seen);
  });

  it.each([
    ['the API error that lasted', [unreachable], unreachable],
    ['the mismatch before an API error', [new Mismatch([]), unreachable], new Mismatch([])],
  ])('throws %s when it is stopped', async (_name, seen, expected) => {
    const controller = new AbortController();
    setImmediate(() => controller.abort());

    await expect(
      eventually(polling(controller.signal), outcomes(...seen), { within: 1e12 }),
    ).rejects.toStrictEqual(expected);
  });

  it('throws the reason when it is stopped before it saw anything', async () => {
    await expect(
      eventually(polling(AbortSignal.abort(new Error('stop'))), outcomes('x'), { within: 1 }),
    ).rejects.toThrow('stop');
  });
});
