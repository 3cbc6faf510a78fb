import { describe, expect, it } from 'vitest';
import { clientOf } from '../../../services/http/client-of.ts';
import { isTooDeep } from '../../../services/http/too-deep.ts';

describe('clientOf', () => {
  it.each([
    ['addresses of one IPv6 network', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['addresses of two', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['an IPv4 address and the same as IPv6', '10.0.0.1', '::ffff:10.0.0.1', true],
    ['two IPv4 addresses', '10.0.0.1', '10.0.0.2', false],
  ])('tells %s apart: %s, %s', (_what, one, other, isSame) => {
    expect(clientOf(one) === clientOf(other)).toBe(isSame);
  });

  it('keeps little of what is no address', () => {
    expect(clientOf('x'.repeat(10_000)).length).toBe(64);
  });
});

describe('isTooDeep', () => {
  it.each([
    ['[[]]', false],
    ['[[[]]]', true],
    ['{"a":{"b":[]}}', true],
    ['[[],[],[]]', false],
    ['["[[[", "\\"[[["]', false],
    ['["\\\\",[[', true],
    ['['.repeat(1_000_000), true],
    ['"', false],
  ])('of %.20s is %j', (text, expected) => {
    expect(isTooDeep(text, 2)).toBe(expected);
  });
});
