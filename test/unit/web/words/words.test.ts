import { describe, expect, it } from 'vitest';
import { createWords } from '../../../../web/source/words/words.ts';

const words = { en: createWords('en'), ja: createWords('ja') };

describe('words', () => {
  it.each([
    ['en', '3 of 10 points'],
    ['ja', '3 / 10 点'],
  ] as const)('fills a sentence in %s', (language, sentence) => {
    expect(words[language].say('points.of', { earned: 3, possible: 10 })).toBe(sentence);
  });

  it('leaves a name in sight that nobody gave a value', () => {
    expect(words.en.say('points.of', { earned: 3 })).toBe('3 of {possible} points');
  });

  it.each([
    ['ja', 'Pod が足りません'],
    ['en', 'web needs more Pods'],
  ] as const)('takes a localized text in %s', (language, sentence) => {
    const text = { en: '{name} needs more Pods', ja: 'Pod が足りません' };
    expect(words[language].text(text, { name: 'web' })).toBe(sentence);
  });

  it.each([
    [0.4, '0.4 s'],
    [75, '75 s'],
    [150, '3 min'],
    [10_800, '3 h'],
    [259_200, '3 d'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(words.en.length(seconds)).toBe(text);
  });

  it('shows a moment in the time zone it is told', () => {
    expect(words.ja.time('2026-04-01T15:30:00Z', 'Asia/Tokyo')).toBe('2026/04/02 0:30');
  });
});
