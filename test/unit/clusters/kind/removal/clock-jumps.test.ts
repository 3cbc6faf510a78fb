import { expect, it } from 'vitest';
import { createClockJumps } from '../../../../../services/clusters/kind/removal/clock-jumps.ts';

it('counts a jump for those that were there before it, and passing time for nobody', () => {
  let [now, elapsed] = [1_000_000, 0];
  const jumps = createClockJumps({ now: () => now, elapsed: () => elapsed });
  expect(jumps.since(['early'])).toEqual(new Map([['early', 0]]));
  now += 10;
  elapsed += 10;
  expect(jumps.since(['early'])).toEqual(new Map([['early', 0]]));
  now += 5000;
  const first = jumps.since(['early', 'late']);
  now -= 7000;
  const second = jumps.since(['early', 'late']);

  expect([[...first.values()], [...second.values()]]).toEqual([
    [5000, 0],
    [-2000, -7000],
  ]);
});
