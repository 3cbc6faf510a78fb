import { describe, expect, it } from 'vitest';
import { firesEveryMinute } from '../../../../graders/jobs/fires-every-minute.ts';

const from = new Date('2026-11-30T09:00:13Z');

describe('firesEveryMinute', () => {
  it.each([
    '* * * * *',
    '*/1 * * * *',
    '0/1 * * * *',
    '0-59 0-23 * * *',
    '* * 1-31 * 1',
    '? ? ? ? ?',
    '@every 1m',
    '@every 60s',
  ])('says yes to %s', (schedule) => {
    expect(firesEveryMinute({ schedule }, from)).toBe(true);
  });

  it.each([
    '*/2 * * * *',
    '0-58 * * * *',
    '* 0-22 * * *',
    '* * 30 11 *',
    '* * * 11,12 *',
    '* * * * 1-5',
    '* * 1-30 * *',
    '@every 61s',
    '@every 1s',
    '@hourly',
    'nonsense',
  ])('says no to %s', (schedule) => {
    expect(firesEveryMinute({ schedule }, from)).toBe(false);
  });

  it('holds where clocks are changed', () => {
    expect(firesEveryMinute({ schedule: '* * * * *', timeZone: 'Europe/Berlin' }, from)).toBe(true);
  });
});
