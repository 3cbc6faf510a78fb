import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundItems } from '../../../../services/worker/evidence/bound-items.ts';

describe('items within a number of bytes', () => {
  it('keeps all that fits', () => {
    expect(boundItems([1, 'two', { three: 3 }], 100)).toEqual({
      items: [1, 'two', { three: 3 }],
      isComplete: true,
    });
  });

  it('leaves out what is too large, and keeps what comes after it', () => {
    expect(boundItems(['a', 'b'.repeat(200), 'c'], 100)).toEqual({ items: ['a', 'c'], isComplete: false });
  });

  it('keeps the end of a text that is far too long', () => {
    const { items, isComplete } = boundItems([`start${'x'.repeat(20_000)}end`], 100_000);
    expect(isComplete).toBe(false);
    expect(items[0]).toMatch(/^…x{16000,}end$/);
  });

  it.each([
    ['half of a pair at a cut', `${'😀'.repeat(20_000)}x`],
    ['half of a pair alone', 'a\ud83db'],
    ['NUL', 'a\0b'],
  ])('has no %s in it', (_, text) => {
    expect(JSON.stringify(boundItems([{ text }], 100_000).items)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
  });

  it('never gives more bytes than allowed', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.integer({ min: 2, max: 2000 }), (items, limit) => {
        const text = JSON.stringify(boundItems(items, limit).items);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
