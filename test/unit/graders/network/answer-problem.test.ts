import { describe, expect, it } from 'vitest';
import { answerProblem } from '../../../../graders/network/answer-problem.ts';
import type { ProbeResult } from '../../../../graders/network/probe-result.ts';

const words = { wanted: 'v11111111', unwanted: ['v22222222', 'v1', 'v2'] };
const answer = (body: string): ProbeResult => ({ class: 'ok', body });

describe('answerProblem', () => {
  it.each(['v11111111', '<p>v11111111</p> v12', 'rev1 v11111111'])(
    'finds nothing wrong with "%s"',
    (body) => {
      expect(answerProblem(answer(body), words)).toBeUndefined();
    },
  );

  it.each([
    ['lacks the word', answer('hello'), 'answer "hello"'],
    ['holds the other word, too', answer('v11111111 v22222222'), 'which holds "v22222222"'],
    ['holds a word that was replaced', answer('v11111111 v1'), 'which holds "v1"'],
    ['is too long', answer(`v11111111 ${'x'.repeat(990)}`), '1000 or more characters'],
    [
      'has no success status',
      { class: 'status', status: 503, body: 'v11111111' } as const,
      'HTTP status 503',
    ],
    ['did not come', { class: 'refused', body: '' } as const, 'connection refused'],
  ])('says that an answer %s', (_, result, expected) => {
    expect(answerProblem(result, words)).toContain(expected);
  });
});
