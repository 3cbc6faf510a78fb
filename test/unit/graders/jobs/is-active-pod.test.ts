import { describe, expect, it } from 'vitest';
import { isActivePod } from '../../../../graders/jobs/is-active-pod.ts';

describe('isActivePod', () => {
  it.each([
    { phase: 'Pending', deleted: false, active: true },
    { phase: 'Running', deleted: false, active: true },
    { phase: 'Running', deleted: true, active: false },
    { phase: 'Succeeded', deleted: false, active: false },
    { phase: 'Failed', deleted: false, active: false },
  ])('is $active for $phase, deleted: $deleted', ({ phase, deleted, active }) => {
    const metadata = deleted ? { deletionTimestamp: new Date(0) } : {};
    expect(isActivePod({ metadata, status: { phase } })).toBe(active);
  });
});
