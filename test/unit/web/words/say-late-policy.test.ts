import { describe, expect, it } from 'vitest';
import { sayLatePolicy } from '../../../../web/source/words/say-late-policy.ts';
import { createWords } from '../../../../web/source/words/words.ts';

const en = createWords('en');

describe('a late policy in words', () => {
  it.each(['none', 'cut-off'] as const)('is one sentence where it has no numbers: %s', (kind) => {
    expect(sayLatePolicy(en, { kind })).toBe(en.say(`late.says.${kind}`));
  });

  it('leaves out a floor and a grace of nothing', () => {
    const policy = { kind: 'per-day', percent: 10, floorPercent: 0, graceMinutes: 0 } as const;

    expect(sayLatePolicy(en, policy)).toBe(
      'Late work loses 10% of its points for each day that has begun after the deadline.',
    );
  });

  it.each(['en', 'ja'] as const)('says every number that it has (%s)', (language) => {
    const policy = { kind: 'linear', hours: 72, floorPercent: 40, graceMinutes: 15 } as const;
    const numbers = sayLatePolicy(createWords(language), policy).match(/\d+/g);
    expect(numbers).toEqual(['72', '40', '15']);
  });
});
