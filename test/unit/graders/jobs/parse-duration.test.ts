import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../../graders/jobs/parse-duration.ts';

describe('parseDuration', () => {
  it.each([
    { text: '1h30m', expected: 5_400_000_000_000n },
    { text: '1.5s', expected: 1_500_000_000n },
    { text: '.5m', expected: 30_000_000_000n },
    { text: '3.h', expected: 10_800_000_000_000n },
    { text: '+2ms', expected: 2_000_000n },
    { text: '-1m', expected: -60_000_000_000n },
    { text: '1µs', expected: 1_000n },
    { text: '0', expected: 0n },
    { text: '', expected: undefined },
    { text: '5', expected: undefined },
    { text: '1d', expected: undefined },
    { text: '1h 5m', expected: undefined },
    { text: '.s', expected: undefined },
    { text: '1m'.repeat(60), expected: 3_600_000_000_000n },
    { text: '2562048h', expected: undefined },
    { text: '9223372036854775807ns', expected: 9_223_372_036_854_775_807n },
    { text: '9223372036854775808ns', expected: undefined },
    { text: '-9223372036854775808ns', expected: -9_223_372_036_854_775_808n },
    { text: '1.99999999999999999999s', expected: 2_000_000_000n },
  ])('reads "$text" as $expected', ({ text, expected }) => {
    expect(parseDuration(text)).toBe(expected);
  });
});
