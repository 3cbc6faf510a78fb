import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../../graders/job/parse-duration.ts';

describe('parseDuration', () => {
  it.each([
    { text: '1h30m', expected: 5_400_000 },
    { text: '1.5s', expected: 1_500 },
    { text: '.5m', expected: 30_000 },
    { text: '3.h', expected: 10_800_000 },
    { text: '+2ms', expected: 2 },
    { text: '-1m', expected: -60_000 },
    { text: '1µs', expected: 1e-3 },
    { text: '0', expected: 0 },
    { text: '', expected: undefined },
    { text: '5', expected: undefined },
    { text: '1d', expected: undefined },
    { text: '1h 5m', expected: undefined },
    { text: '.s', expected: undefined },
    { text: '1m'.repeat(60), expected: undefined },
  ])('reads "$text" as $expected', ({ text, expected }) => {
    expect(parseDuration(text)).toBe(expected);
  });
});
