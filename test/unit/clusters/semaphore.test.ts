import { describe, expect, it } from 'vitest';
import { createSemaphore } from '../../../services/clusters/semaphore.ts';

const never = new AbortController().signal;

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('createCreationSlots', () => {
  it('lets no more run at once than there are slots, and the others in the order they came', async () => {
    const slots = createSemaphore(2);
    const gates = [gate(), gate(), gate(), gate()];
    const started: number[] = [];

    const all = gates.map(({ opened }, index) =>
      slots.run(async () => {
        started.push(index);
        await opened;
      }, never),
    );

    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    gates[1]?.open();
    await all[1];
    await Promise.resolve();
    expect(started).toEqual([0, 1, 2]);
    for (const { open } of gates) open();
    await Promise.all(all);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  it('gives the slot back when the work fails', async () => {
    const slots = createSemaphore(1);
    await expect(slots.run(() => Promise.reject(new Error('no')), never)).rejects.toThrow('no');
    expect(await slots.run(() => Promise.resolve('next'), never)).toBe('next');
  });

  it('lets one that waits give up without taking a slot', async () => {
    const slots = createSemaphore(1);
    const { open, opened } = gate();
    const first = slots.run(() => opened, never);
    const controller = new AbortController();
    const second = slots.run(() => Promise.resolve('ran'), controller.signal);
    controller.abort(new Error('gave up'));
    await expect(second).rejects.toThrow('gave up');
    open();
    await first;
    expect(await slots.run(() => Promise.resolve('third'), never)).toBe('third');
  });
});
