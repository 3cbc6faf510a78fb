import { describe, expect, it } from 'vitest';
import { Failure } from '../../../../services/domain/failure.ts';
import type { Submission } from '../../../../services/domain/submissions/submission.ts';
import { changedSinceGraded } from '../../../../services/worker/intake/changed-since-graded.ts';

const graded = [{ headSha: 'old', state: 'graded' }] as Submission[];
const file = (path: string, sha = path) => ({ path, type: 'file' as const, sha });

const TREES: Record<string, ReturnType<typeof file>[]> = {
  old: [file('02-batch-jobs/a.yaml'), file('03-config/a.yaml')],
  new: [file('02-batch-jobs/a.yaml', 'changed'), file('03-config/a.yaml')],
};

function changes(
  compared: { path: string }[] | 'too-many' | 'unknown' | undefined,
  { submissions = graded, oldIsGone = false, attempt = 1 } = {},
) {
  const source = {
    comparedFiles: async () => compared,
    async tree(sha: string) {
      if (sha === 'old' && oldIsGone) throw new Failure('configuration', 'not-found', 'gone');
      return { entries: TREES[sha] ?? [], truncated: false };
    },
  };

  return changedSinceGraded(source, {
    ...{ submissions, headSha: 'new', isWanted: () => false },
    delivery: { attempt },
  });
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
      changes('too-many', { oldIsGone: true, attempt: 5 }),
      ['02-batch-jobs/a.yaml', '03-config/a.yaml'],
    ],
    [
      'everything when GitHub goes on not knowing both commits',
      changes('unknown', { attempt: 5 }),
      ['02-batch-jobs/a.yaml', '03-config/a.yaml'],
    ],
  ])('finds %s', async (_case, found, expected) => {
    expect((await found).files.map(({ path }) => path)).toEqual(expected);
  });

  it.each([
    ['does not know both commits', () => changes('unknown')],
    ['does not know the older tree', () => changes('too-many', { oldIsGone: true })],
  ])('waits while GitHub %s', async (_case, found) => {
    await expect(found()).rejects.toMatchObject({ code: 'github-behind' });
  });
});
