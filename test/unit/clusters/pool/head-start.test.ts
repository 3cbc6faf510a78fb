import { expect, it } from 'vitest';
import { createHeadStart } from '../../../../services/clusters/pool/head-start.ts';

it('lets stock be made when nobody was handed a cluster', () => {
  expect(createHeadStart(() => 0, 3000).isOver(true)).toBe(true);
});

it('holds stock back until the run has had its time', () => {
  let now = 0;
  const headStart = createHeadStart(() => now, 3000);
  headStart.begins();

  const over = [0, 2999, 3000].map((at) => {
    now = at;
    return headStart.isOver(true);
  });

  expect(over).toEqual([false, false, true]);
});

it('does not hold stock back for ever while runs keep coming', () => {
  let now = 0;
  const headStart = createHeadStart(() => now, 3000);
  const heldBack: number[] = [];

  for (; now <= 20_000; now += 1000) {
    headStart.begins();
    if (headStart.isOver(true)) break;
    heldBack.push(now);
  }

  expect([heldBack.length, now]).toEqual([15, 15_000]);
});
