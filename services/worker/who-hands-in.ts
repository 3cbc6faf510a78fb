import type { CourseRules } from '../domain/course-rules.ts';
import { DEFAULT_BRANCH } from '../domain/default-branch.ts';
import type { Submission } from '../domain/submission.ts';
import { accountKind, type Account, type AccountKind } from './account-kind.ts';
import { lastGraded } from './changed-since-graded.ts';
import type { StaffSource } from './is-staff.ts';
import type { StoredPullRequest } from './stored-pull-request.ts';

export interface CommitLog {
  /** The newest commits that lead to this one, itself first. */
  commitsBefore(
    sha: string,
  ): Promise<readonly { sha: string; author?: Account; isMerge: boolean }[]>;
}

/**
 * Whose work it is: of a pull request its author's; of a push the one's who pushed. What a bot, staff or nobody pushed is a
 * learner's when one of the commits since the last grading is: they format and merge what others wrote.
 */
export async function whoHandsIn(
  members: StaffSource,
  log: CommitLog,
  {
    pullRequest: { number, headSha },
    author,
    rules,
    submissions,
  }: {
    pullRequest: Pick<StoredPullRequest, 'number' | 'headSha'>;
    author: Account;
    rules: Pick<CourseRules, 'courseId' | 'staff'>;
    submissions: readonly Submission[];
  },
): Promise<{ kind: AccountKind; id: number; login: string }> {
  const told = { kind: await accountKind(members, rules, author), id: author.id, login: author.login };
  if (number !== DEFAULT_BRANCH || told.kind === 'learner') return told;
  const since = lastGraded(submissions, headSha);
  for (const commit of await log.commitsBefore(headSha)) {
    if (commit.sha === since) break;
    if (commit.isMerge || commit.author === undefined) continue;
    const { id, login } = commit.author;
    if ((await accountKind(members, rules, commit.author)) === 'learner') return { kind: 'learner', id, login };
  }
  return told;
}
