import { describe, expect, it } from 'vitest';
import { fromLocal, toLocal } from '../../../web/source/local-time.ts';

describe('times of a course', () => {
  it.each([
    ['2026-04-01T18:00', 'Asia/Tokyo', '2026-04-01T09:00:00.000Z'],
    ['2026-07-01T18:00', 'Europe/Berlin', '2026-07-01T16:00:00.000Z'],
    ['2026-01-01T18:00', 'Europe/Berlin', '2026-01-01T17:00:00.000Z'],
    ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-08T00:30', 'America/New_York', '2026-03-08T05:30:00.000Z'],
  ])('%s in %s is %s', (local, zone, iso) => {
    expect(fromLocal(local, zone)).toBe(iso);
    expect(toLocal(iso, zone)).toBe(local);
  });

  it('shows no time for none', () => {
    expect(toLocal(null, 'Asia/Tokyo')).toBe('');
  });
});
