import { describe, expect, it } from 'vitest';
import { concurrentMap } from '../../../../graders/query/concurrent-map.ts';

describe('concurrentMap', () => {
  it('keeps the order of the items and never works on more than the width', async () => {
    let running = 0;
    let most = 0;

    const results = await concurrentMap([3, 1, 2, 0], 2, async (ticks) => {
      most = Math.max(most, ++running);
      for (let i = 0; i < ticks; i++) await Promise.resolve();
      running--;
      return ticks * 10;
    });

    expect(results).toEqual([30, 10, 20, 0]);
    expect(most).toBe(2);
  });

  it('passes the first error on', async () => {
    await expect(concurrentMap([1], 2, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
