import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareLeft, type LatePolicy } from '../../../../services/domain/courses/late-policy.ts';
import { latePolicies } from '../../../support/builders/late-policies.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

describe('what is left of late work', () => {
  it.each<[string, LatePolicy, number, number]>([
    ['in time', { kind: 'per-day', percent: 10 }, 0, 1],
    ['a second late begins a day', { kind: 'per-day', percent: 10 }, 1, 0.9],
    ['a whole day is one day', { kind: 'per-day', percent: 10 }, DAY, 0.9],
    ['a second more begins the next', { kind: 'per-day', percent: 10 }, DAY + 1, 0.8],
    ['not below the floor', { kind: 'per-day', percent: 10, floorPercent: 50 }, 30 * DAY, 0.5],
    ['not below nothing', { kind: 'per-hour', percent: 30 }, 9 * HOUR, 0],
    ['half of the way', { kind: 'linear', hours: 48 }, DAY, 0.5],
    ['linear down to the floor', { kind: 'linear', hours: 48, floorPercent: 60 }, DAY, 0.6],
    ['within the grace', { kind: 'cut-off', graceMinutes: 15 }, 900, 1],
    ['past the grace', { kind: 'cut-off', graceMinutes: 15 }, 901, 0],
    ['grace is no extension', { kind: 'per-hour', percent: 10, graceMinutes: 90 }, 2 * HOUR, 0.8],
    ['no policy', { kind: 'none' }, 365 * DAY, 1],
  ])('%s', (_, policy, lateSeconds, expected) => {
    expect(shareLeft(policy, lateSeconds)).toBeCloseTo(expected, 10);
  });

  it('is a share, and never grows with the time', () => {
    const lateness = fc.integer({ min: 0, max: 60 * DAY });

    fc.assert(
      fc.property(latePolicies, lateness, lateness, (policy, a, b) => {
        const [sooner, later] = [shareLeft(policy, Math.min(a, b)), shareLeft(policy, Math.max(a, b))];
        expect(later).toBeGreaterThanOrEqual(0);
        expect(sooner).toBeLessThanOrEqual(1);
        expect(later).toBeLessThanOrEqual(sooner);
      }),
    );
  });
});
