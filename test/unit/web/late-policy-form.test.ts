import { describe, expect, it } from 'vitest';
import { readLatePolicy } from '../../../web/source/late-policy-form.ts';

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

describe('the form of a late policy', () => {
  it.each([
    ['none', {}, {}],
    [
      'per-hour',
      { percent: '2.5', floorPercent: '50', graceMinutes: '5' },
      { percent: 2.5, floorPercent: 50, graceMinutes: 5 },
    ],
    ['linear', { hours: '72' }, { hours: 72, floorPercent: 0, graceMinutes: 0 }],
    ['cut-off', { graceMinutes: '10', percent: '20' }, { graceMinutes: 10 }],
  ])('is read with the numbers of its kind alone: %s', (kind, fields, numbers) => {
    expect(readLatePolicy(formOf({ late: kind, ...fields }), undefined)).toEqual({ kind, ...numbers });
  });

  it('says nothing where the exercise follows the course', () => {
    expect(readLatePolicy(formOf({ late: 'course' }), undefined)).toBeUndefined();
  });

  it('takes numbers whose fields are not there yet from where it started', () => {
    const start = { kind: 'per-day', percent: 25 } as const;
    expect(readLatePolicy(formOf({ late: 'per-hour' }), start)).toMatchObject({ percent: 25 });
  });
});
