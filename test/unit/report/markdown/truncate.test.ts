import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../services/report/markdown/block.ts';
import type { DROP_ORDER } from '../../../../services/report/markdown/drop-rank.ts';
import { truncate } from '../../../../services/report/markdown/truncate.ts';

const part = (name: string, rank?: (typeof DROP_ORDER)[number]): Block => ({
  markdown: name.repeat(100),
  ...(rank === undefined ? {} : { rank }),
});

const cutTo = (blocks: readonly Block[], budget: number) =>
  truncate(blocks, { budget, measure: (text) => text.length, note: (cut) => `cut: ${cut.join(',')}` });

describe('truncate', () => {
  it('leaves a text that fits as it is', () => {
    expect(cutTo([part('a'), part('b', 'history')], 1000)).toBe(`${'a'.repeat(100)}\n\n${'b'.repeat(100)}`);
  });

  it('drops the least important first, then from the end, and says what', () => {
    const blocks = [
      part('a'),
      part('b', 'failing-evidence'),
      part('c', 'failing-evidence'),
      part('d', 'passing-evidence'),
    ];

    const text = cutTo(blocks, 400);
    expect(text).toContain('a'.repeat(100));
    expect(text).toContain('b'.repeat(100));
    expect(text).not.toContain('c'.repeat(100));
    expect(text).not.toContain('d'.repeat(100));
    expect(text).toContain('cut: passing-evidence,failing-evidence');
  });

  it('never leaves an empty or open fold', () => {
    const fold: Block = { summary: 'more', children: [part('b', 'history')] };
    const text = cutTo([part('a'), fold], 240);
    expect(text).not.toContain('details');
  });

  it('keeps within every budget that the note itself leaves room for', () => {
    const blocks = [
      {
        children: [part('a', 'passing-rows'), { summary: 's', children: [part('b', 'history')] }],
        rank: 'submission',
      },
      { children: [part('c', 'secondary-details')], rank: 'submission' },
    ] satisfies Block[];

    for (let budget = 150; budget < 500; budget += 7)
      expect(cutTo(blocks, budget).length, `budget ${budget}`).toBeLessThanOrEqual(budget);
  });
});
