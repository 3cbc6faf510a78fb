import { describe, expect, it } from 'vitest';
import { superseded } from '../../../../services/domain/submissions/supersede.ts';

describe('superseded', () => {
  it.each([
    ['queued on an older commit', { headSha: 'old', state: 'queued' }, true],
    ['being graded on an older commit', { headSha: 'old', state: 'grading' }, true],
    ['graded on an older commit', { headSha: 'old', state: 'graded' }, false],
    ['cancelled already', { headSha: 'old', state: 'cancelled' }, false],
    ['queued on the head', { headSha: 'head', state: 'queued' }, false],
  ] as const)('%s', (_case, submission, expected) => {
    expect(superseded([submission], 'head').length === 1).toBe(expected);
  });
});
