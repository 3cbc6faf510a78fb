import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { callProblems, languageProblems, messageProblems } from '../../../../scripts/message-problems.ts';

describe('message catalogues', () => {
  it('know every message that graders and exercises use, in both languages', () => {
    expect(messageProblems(fileURLToPath(new URL('../../../../', import.meta.url)))).toEqual([]);
  });

  const catalogue = { known: { text: { en: '{name} is wrong', ja: '{name} が違います' } } };

  it.each([
    ["context.mismatch('unknown', {})", 'message "unknown" stands in no messages.yaml'],
    ["compose('known')", 'message "known" takes {name}, the call gives {}'],
    [
      "context.finding('known', { name, other: 1 })",
      'message "known" takes {name}, the call gives {name, other}',
    ],
  ])('find what is wrong with %s', (code, problem) => {
    expect(callProblems('a.ts', code, [catalogue])).toEqual([`a.ts:1: ${problem}`]);
  });

  it('accept a call that fits', () => {
    expect(callProblems('a.ts', "throw context.mismatch('known', { name })", [catalogue])).toEqual([]);
  });

  it('find a place that one language lacks', () => {
    expect(languageProblems({ a: { text: { en: '{x}', ja: '-' } } })).toEqual(['message "a": ja lacks {x}']);
  });
});
