import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../../../graders/jobs/parse-schedule.ts';

const hourOf = (field: string) => {
  const schedule = parseSchedule(`0 ${field} * * *`);
  return schedule && 'hour' in schedule
    ? { values: [...schedule.hour.values], any: schedule.hour.any }
    : undefined;
};

describe('parseSchedule', () => {
  it.each([
    { field: '5', values: [5], any: false },
    { field: '20/2', values: [20, 22], any: false },
    { field: '1-5/2', values: [1, 3, 5], any: false },
    { field: '*/12', values: [0, 12], any: false },
    { field: '*-9/12', values: [0, 12], any: false },
    { field: '3,,1', values: [3, 1], any: false },
    { field: ',', values: [], any: false },
  ])('reads the field $field', ({ field, values, any }) => {
    expect(hourOf(field)).toEqual({ values, any });
  });

  it.each(['*', '?', '*/1', '5,*'])('takes %s for "any"', (field) => {
    expect(hourOf(field)?.any).toBe(true);
  });

  it.each(['24', '5-1', '*/0', '1-2-3', '1/2/3', 'a', '-1', '1-', '/2', '1.5', '*5', '9'.repeat(20)])(
    'refuses the field %s',
    (field) => {
      expect(hourOf(field)).toBeUndefined();
    },
  );

  it.each(['TZ=Asia/Tokyo * * * * *', ' @daily', '@daily ', '@DAILY', '@toString', '* * * * 7'])(
    'refuses "%s"',
    (text) => {
      expect(parseSchedule(text)).toBeUndefined();
    },
  );

  it.each([
    { text: '@every 1m30s', every: 90_000 },
    { text: '@every 1.7s', every: 1_000 },
    { text: '@every 5ms', every: 1_000 },
    { text: '@every -1h', every: 1_000 },
  ])('reads $text', ({ text, every }) => {
    expect(parseSchedule(text)).toEqual({ every });
  });
});
