import { describe, expect, it, onTestFinished } from 'vitest';
import { keepHandingOver } from '../../../services/webhook/keep-handing-over.ts';

/** A loop whose sleeps are written down and end when the test says so. */
function buildLoop({ turns = [] as (number | Error)[] } = {}) {
  let clock = 0;
  let handedOver = 0;
  const errors: string[] = [];
  const sleeps: { milliseconds: number; end: () => void }[] = [];
  let told: () => void = () => undefined;
  const loop = keepHandingOver({
    async handOver() {
      const turn = turns[handedOver++] ?? 0;
      if (turn instanceof Error) throw turn;
      clock += turn;
      return 1;
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

describe('keepHandingOver', () => {
  it('looks at the inbox at its start', async () => {
    const { asleep, handedOver } = buildLoop();
    await asleep(1);
    expect(handedOver()).toBe(1);
  });

  it('rests longer than the turn took, but not long', async () => {
    const { asleep, sleeps } = buildLoop({ turns: [20, 10_000] });
    await asleep(1);
    sleeps[0]?.end();
    await asleep(2);
    sleeps[1]?.end();
    await asleep(3);
    expect(sleeps.map(({ milliseconds }) => milliseconds)).toEqual([180, 5000, 1000]);
  });

  it('hands over at once when woken', async () => {
    const { loop, asleep, sleeps, handedOver } = buildLoop();
    await asleep(1);
    sleeps[0]?.end();
    await asleep(2);
    loop.wake();
    await asleep(3);
    expect(handedOver()).toBe(2);
  });

  it('forgets no call during its rest', async () => {
    const { loop, asleep, sleeps, handedOver } = buildLoop({ turns: [20] });
    await asleep(1);
    loop.wake();
    sleeps[0]?.end();
    await asleep(2);
    expect(handedOver()).toBe(2);
  });

  it('tries again after a failure, and says so', async () => {
    const { asleep, sleeps, errors } = buildLoop({ turns: [new Error('away')] });
    await asleep(1);
    expect([sleeps[0]?.milliseconds, errors]).toEqual([
      1000,
      ['Accepted deliveries could not be handed over; they wait in the inbox'],
    ]);
  });
});
