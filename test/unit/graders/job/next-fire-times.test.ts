import { describe, expect, it } from 'vitest';
import { nextFireTimes } from '../../../../graders/job/next-fire-times.ts';

/** A Friday, 18:00 in Tokyo. */
const FRIDAY = new Date('2026-11-27T09:00:00Z');

function times(schedule: string, timeZone?: string, from = FRIDAY): string[] {
  return nextFireTimes({ schedule, timeZone }, from, 3).map((time) => time.toISOString());
}

describe('nextFireTimes', () => {
  it.each([
    { schedule: '30 2 * * 1-5', timeZone: 'Asia/Tokyo' },
    { schedule: '30 2 ? * MON-FRI', timeZone: 'Asia/Tokyo' },
    { schedule: '30 17 * * 0-4', timeZone: 'Etc/UTC' },
    { schedule: '30 17 * * SUN-THU', timeZone: undefined },
  ])('reads $schedule in $timeZone as the weekday nights of Tokyo', ({ schedule, timeZone }) => {
    expect(times(schedule, timeZone)).toEqual([
      '2026-11-29T17:30:00.000Z',
      '2026-11-30T17:30:00.000Z',
      '2026-12-01T17:30:00.000Z',
    ]);
  });

  it('takes UTC where no time zone is set', () => {
    expect(times('30 2 * * 1-5')[0]).toBe('2026-11-30T02:30:00.000Z');
  });

  it('fires when either day field fits, once both are restricted', () => {
    expect(times('0 0 28 * 1')).toEqual([
      '2026-11-28T00:00:00.000Z',
      '2026-11-30T00:00:00.000Z',
      '2026-12-07T00:00:00.000Z',
    ]);
  });

  it('knows macros and durations', () => {
    expect(times('@daily')[0]).toBe('2026-11-28T00:00:00.000Z');
    expect(times('@every 1m30s')).toEqual([
      '2026-11-27T09:01:30.000Z',
      '2026-11-27T09:03:00.000Z',
      '2026-11-27T09:04:30.000Z',
    ]);
  });

  it.each(['', 'now and then', '* * * * * *', '61 * * * *', '@every', '@every 0s'])(
    'returns nothing for "%s"',
    (schedule) => {
      expect(times(schedule)).toEqual([]);
    },
  );
});
