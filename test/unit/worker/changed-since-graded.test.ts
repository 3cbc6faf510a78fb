import { describe, expect, it } from 'vitest';
import { Failure } from '../../../services/domain/failure.ts';
import type { Submission } from '../../../services/domain/submission.ts';
import { changedSinceGraded } from '../../../services/worker/changed-since-graded.ts';

const graded = [{ headSha: 'old', state: 'graded' }] as Submission[];
const file = (path: string, sha = path) => ({ path, type: 'file' as const, sha });
const TREES: Record<string, ReturnType<typeof file>[]> = {
  old: [file('02-batch-jobs/a.yaml'), file('03-config/a.yaml')],
  new: [file('02-batch-jobs/a.yaml', 'changed'), file('03-config/a.yaml')],
};

function changes(
  compared: { path: string }[] | 'too-many' | undefined,
  { submissions = graded, oldIsGone = false } = {},
) {
  const source = {
    comparedFiles: async () => compared,
    async tree(sha: string) {
      if (sha === 'old' && oldIsGone) throw new Failure('configuration', 'not-found', 'gone');
      return { entries: TREES[sha] ?? [], truncated: false };
    },
  };
  return changedSinceGraded(source, { submissions, headSha: 'new', isWanted: () => false });
}

describe('changedSinceGraded', () => {
  it.each([
    ['what GitHub lists', changes([{ path: 'x' }]), ['x']],
    [
      'what differs in the trees, when there is too much to list',
      changes('too-many'),
      ['02-batch-jobs/a.yaml'],
    ],
    ['everything after a force push', changes(undefined), ['02-batch-jobs/a.yaml', '03-config/a.yaml']],
    [
      'everything when nothing was graded before',
      changes([{ path: 'x' }], { submissions: [] }),
      ['02-batch-jobs/a.yaml', '03-config/a.yaml'],
    ],
    [
      'everything when the older commit is gone',
      changes('too-many', { oldIsGone: true }),
      ['02-batch-jobs/a.yaml', '03-config/a.yaml'],
    ],
  ])('finds %s', async (_case, found, expected) => {
    expect((await found).files.map(({ path }) => path)).toEqual(expected);
  });
});
