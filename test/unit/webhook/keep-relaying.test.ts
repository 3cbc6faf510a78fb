import { describe, expect, it, onTestFinished } from 'vitest';
import { keepRelaying } from '../../../services/webhook/keep-relaying.ts';

/** A loop whose sleeps are written down and end when the test says so; `steps` say what happens in each. */
function buildLoop({ steps = [] as Step[] } = {}) {
  let clock = 0;
  let handedOver = 0;
  const errors: string[] = [];
  const sleeps: { milliseconds: number; end: () => void }[] = [];
  let told: () => void = () => undefined;

  const loop = keepRelaying({
    async handOver() {
      // The first step runs before there is a loop to wake.
      await Promise.resolve();
      const { takes = 0, arrives = false, more = false, fails = false } = steps[handedOver++] ?? {};
      if (arrives) loop.wake();
      if (fails) throw new Error('away');
      clock += takes;
      return more;
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        sleeps.push({ milliseconds, end: resolve });
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        if (signal.aborted) reject(new Error('aborted'));
        told();
      }),
    now: () => clock,
    logger: { error: (_facts, message) => void errors.push(message) },
  });

  onTestFinished(() => loop.stop());

  const asleep = async (count: number) => {
    while (sleeps.length < count) await new Promise<void>((resolve) => (told = resolve));
  };

  return { loop, sleeps, errors, asleep, handedOver: () => handedOver };
}

interface Step {
  takes?: number;
  /** A delivery comes in meanwhile. */
  arrives?: boolean;
  more?: boolean;
  fails?: boolean;
}

describe('keepHandingOver', () => {
  it('looks at the inbox at its start, then sleeps until it is woken', async () => {
    const { asleep, handedOver, sleeps } = buildLoop();
    await asleep(1);
    expect([handedOver(), sleeps[0]?.milliseconds]).toEqual([1, 5000]);
  });

  it.each([
    [20, 60],
    [10_000, 1000],
  ])('while deliveries come in, rests after a step of %i ms for %i ms', async (takes, rest) => {
    const { asleep, sleeps } = buildLoop({ steps: [{ takes, arrives: true }] });
    await asleep(1);
    expect(sleeps[0]?.milliseconds).toBe(rest);
  });

  it('goes on without a rest when nothing comes in', async () => {
    const { asleep, handedOver } = buildLoop({ steps: [{ takes: 20, more: true }, { more: true }] });
    await asleep(1);
    expect(handedOver()).toBe(3);
  });

  it('hands over at once when woken', async () => {
    const { loop, asleep, handedOver } = buildLoop();
    await asleep(1);
    loop.wake();
    await asleep(2);
    expect(handedOver()).toBe(2);
  });

  it('lets nobody cut a rest short, and forgets no call during it', async () => {
    const { loop, asleep, sleeps, handedOver } = buildLoop({ steps: [{ takes: 20, arrives: true }] });
    await asleep(1);
    loop.wake();
    await Promise.resolve();
    const during = handedOver();
    sleeps[0]?.end();
    await asleep(2);
    expect([during, handedOver()]).toEqual([1, 2]);
  });

  it('waits no longer after a failure while deliveries come in', async () => {
    const { asleep, sleeps, handedOver } = buildLoop({ steps: [{ fails: true, arrives: true }] });
    await asleep(1);
    sleeps[0]?.end();
    await asleep(2);
    expect([sleeps.map(({ milliseconds }) => milliseconds), handedOver()]).toEqual([[1000, 5000], 2]);
  });

  it('tries again after a failure, and says so', async () => {
    const { asleep, sleeps, errors, handedOver } = buildLoop({ steps: [{ fails: true }] });
    await asleep(1);
    sleeps[0]?.end();
    await asleep(2);

    expect([sleeps[0]?.milliseconds, errors, handedOver()]).toEqual([
      1000,
      ['Accepted deliveries could not be handed over; they wait in the inbox'],
      2,
    ]);
  });
});
