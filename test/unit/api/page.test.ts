import { describe, expect, it } from 'vitest';
import { cursorKeys, readCursor } from '../../../services/api/page.ts';

const write = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
const ULID = '01ARYZ6S410000000000000000';
const AT = '2026-11-30T00:00:00.000Z';

describe('readCursor', () => {
  it.each([
    ['ulid', ULID],
    ['slug', 'kubernetes-2026'],
    ['number', 7],
    ['place', { at: AT, id: ULID }],
  ] as const)('reads what a list wrote, of %s', (kind, place) => {
    expect(readCursor(cursorKeys[kind], write(place))).toEqual(place);
  });

  it.each([
    ['no JSON', 'x'],
    ['no base64', '%%%'],
    ['nothing', ''],
    ['null', write(null)],
    ['deep nesting', Buffer.from('['.repeat(300)).toString('base64url')],
    ['a list', write([ULID])],
    ['a character that is none', write('\0')],
    ['half a pair', write('\ud800')],
    ['a number beyond all', write(1e300)],
    ['a number below nothing', write(-1)],
    ['part of a number', write(1.5)],
    ['a time that is none', write({ at: 'soon', id: ULID })],
    ['a day that is none', write({ at: '2026-02-31T00:00:00.000Z', id: ULID })],
    ['the year 0', write({ at: '0000-01-01T00:00:00.000Z', id: ULID })],
    ['a year beyond all', write({ at: '+275760-09-13T00:00:00.000Z', id: ULID })],
    ['a time of another form', write({ at: 'Mon, 30 Nov 2026 00:00:00 GMT', id: ULID })],
    ['an id that is none', write({ at: AT, id: "' or 1=1" })],
    ['more than there is', write({ at: AT, id: ULID, more: 1 })],
    ['a prototype', Buffer.from(`{"__proto__":{"at":"${AT}"},"id":"${ULID}"}`).toString('base64url')],
  ])('refuses %s', (_what, cursor) => {
    for (const key of Object.values(cursorKeys))
      expect(() => readCursor(key, cursor)).toThrow('Take the cursor from `next`');
  });
});
