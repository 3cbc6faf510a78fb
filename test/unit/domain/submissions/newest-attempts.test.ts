import { describe, expect, it } from 'vitest';
import { newestAttempts } from '../../../../services/domain/submissions/newest-attempts.ts';

const at = (headSha: string, exercise: string, attempt: number) => ({ headSha, exercise, attempt });

describe('newestAttempts', () => {
  it.each<[string, ReturnType<typeof at>[], string[]]>([
    ['nothing of nothing', [], []],
    ['one of each exercise, by name', [at('head', 'b', 1), at('head', 'a', 1)], ['a1', 'b1']],
    [
      'the highest number, in any order',
      [at('head', 'a', 2), at('head', 'a', 3), at('head', 'a', 1)],
      ['a3'],
    ],
    ['no other commit', [at('old', 'a', 9), at('head', 'a', 1)], ['a1']],
  ])('%s', (_name, submissions, expected) => {
    const found = newestAttempts(submissions, 'head').map(({ exercise, attempt }) => `${exercise}${attempt}`);
    expect(found).toEqual(expected);
  });
});
