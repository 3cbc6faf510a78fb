import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../../../graders/jobs/parse-schedule.ts';
import { nextFireTimes } from '../../../../graders/jobs/next-fire-times.ts';

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

  it.each(['', 'now and then', '* * * * * *', '61 * * * *', '@every'])(
    'returns nothing for "%s"',
    (schedule) => {
      expect(times(schedule)).toEqual([]);
    },
  );

  it('ends where the library does not: at the day that Samoa left out', () => {
    expect(times('0 5 * * 6', 'Pacific/Apia', new Date('2011-12-27T12:00:00Z'))).toEqual([]);
  });

  it.each([
    { schedule: '30 2 */1 * 1-5', fires: 'weekdays' },
    { schedule: '30 2 ? * 1-5', fires: 'weekdays' },
    { schedule: '30 2 */2 * 1-5', fires: 'weekdays and every other day' },
    { schedule: '30 2 1-31 * 1-5', fires: 'every day' },
  ])('fires on $fires for $schedule', ({ schedule, fires }) => {
    const days = nextFireTimes({ schedule }, new Date('2026-11-27T09:00:00Z'), 4).map((time) =>
      time.getUTCDate(),
    );

    const expected: Record<string, number[]> = {
      weekdays: [30, 1, 2, 3],
      'weekdays and every other day': [29, 30, 1, 2],
      'every day': [28, 29, 30, 1],
    };

    expect(days).toEqual(expected[fires]);
  });
});

/**
 * 3,000 schedules with the next four times that robfig/cron v3 gave for them, in zones with and without summer time, many of
 * them where clocks are changed: test/reference makes the table. Columns: schedule in the escapes of JSON, zone, start, then
 * the gaps between the times; seconds in base 36. `-` is a schedule that Kubernetes refuses, `never` one that does not fire
 * within five years.
 */
describe('the recorded answers of the library that Kubernetes uses', () => {
  const file = new URL('recorded-fire-times.tsv', import.meta.url);
  const cases = readFileSync(file, 'utf8').trimEnd().split('\n');

  it('are many', () => {
    expect(cases).toHaveLength(3_000);
  });

  it('are ours as well', { timeout: 120_000 }, () => {
    const wrong = cases.filter((line) => {
      const [escaped = '', timeZone = '', start = '', answer] = line.split('\t');
      const schedule = JSON.parse(`"${escaped}"`) as string;
      return answerOf(schedule, timeZone, Number.parseInt(start, 36)) !== answer;
    });

    expect(wrong).toEqual([]);
  });
});

function answerOf(schedule: string, timeZone: string, from: number): string {
  if (parseSchedule(schedule) === undefined) return '-';

  const found = nextFireTimes({ schedule, timeZone }, new Date(from * 1_000), 4).map(
    (time) => time.getTime() / 1_000,
  );

  return found.map((time, i) => (time - (found[i - 1] ?? from)).toString(36)).join(' ') || 'never';
}
