import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../services/domain/instant-of.ts';

describe('the instant of a local time', () => {
  it.each([
    ['no summer time', '2026-11-30T23:59', 'Asia/Tokyo', '2026-11-30T14:59:00.000Z', undefined],
    ['with seconds', '2026-11-30T23:59:59', 'UTC', '2026-11-30T23:59:59.000Z', undefined],
    ['summer', '2026-07-01T00:00', 'Europe/Berlin', '2026-06-30T22:00:00.000Z', undefined],
    ['skipped', '2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z'],
    ['twice', '2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    [
      'half an hour',
      '2026-04-05T01:45',
      'Australia/Lord_Howe',
      '2026-04-04T14:45:00.000Z',
      '2026-04-04T15:15:00.000Z',
    ],
    [
      'a skipped day',
      '2011-12-30T12:00',
      'Pacific/Apia',
      '2011-12-29T22:00:00.000Z',
      '2011-12-30T22:00:00.000Z',
    ],
  ])('%s: %s in %s', (_, local, zone, earlier, later) => {
    expect(instantOf(local, zone, 'earlier')?.toISOString()).toBe(earlier);
    expect(instantOf(local, zone, 'later')?.toISOString()).toBe(later ?? earlier);
  });

  it.each([
    ['2026-02-31T10:00', 'Asia/Tokyo'],
    ['2026-02-01', 'Asia/Tokyo'],
    ['2026-02-01T25:00', 'Asia/Tokyo'],
    ['tomorrow', 'Asia/Tokyo'],
    ['2026-02-01T10:00', 'Mars/Olympus'],
  ])('%s in %s is none', (local, zone) => {
    expect(instantOf(local, zone, 'later')).toBeUndefined();
  });

  it('is what the clocks of the zone show, back and forth', () => {
    const zones = fc.constantFrom(
      'Asia/Tokyo',
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );

    const minutes = fc.integer({ min: 26_000_000, max: 32_000_000 });

    fc.assert(
      fc.property(zones, minutes, (timeZone, minute) => {
        const instant = new Date(minute * 60_000);
        const shown = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
        const local = shown.format(instant).replace(' ', 'T');
        const both = [instantOf(local, timeZone, 'earlier'), instantOf(local, timeZone, 'later')];
        expect(both.map((one) => one?.getTime())).toContain(instant.getTime());
      }),
    );
  });
});
