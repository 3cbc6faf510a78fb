import { describe, expect, it } from 'vitest';
import { createZoneClock } from '../../../../graders/jobs/zone-clock.ts';

describe('createZoneClock', () => {
  it('shows what the wall shows', () => {
    expect(createZoneClock('Asia/Tokyo')?.local(Date.parse('2026-11-30T17:30:05Z'))).toEqual({
      year: 2026,
      month: 12,
      day: 1,
      hour: 2,
      minute: 30,
      second: 5,
      weekday: 2,
    });
  });

  it.each<{ zone: string; wall: [number, number, number, number, number]; expected: string }>([
    { zone: 'Asia/Tokyo', wall: [2026, 12, 32, 2, 30], expected: '2026-12-31T17:30:00.000Z' },
    { zone: 'Europe/Berlin', wall: [2027, 3, 28, 2, 30], expected: '2027-03-28T01:30:00.000Z' },
    { zone: 'America/New_York', wall: [2026, 11, 1, 1, 30], expected: '2026-11-01T05:30:00.000Z' },
  ])('finds the instant of $wall in $zone', ({ zone, wall, expected }) => {
    const instant = createZoneClock(zone)?.instant(...wall) ?? NaN;
    expect(new Date(instant).toISOString()).toBe(expected);
  });

  it('knows no zone that does not exist', () => {
    expect(createZoneClock('Asia/Tokio')).toBeUndefined();
  });
});
