import type { CourseRules } from '../../domain/courses/course-rules.ts';
import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import type { Submission } from '../../domain/submissions/submission.ts';
import { accountKind, type Account, type AccountKind } from './account-kind.ts';
import { lastGraded } from '../intake/changed-since-graded.ts';
import type { StaffSource } from './is-staff.ts';
import { selectExercises, type ChangedFile, type ExerciseMap } from '../intake/select-exercises.ts';
import type { StoredPullRequest } from '../intake/stored-pull-request.ts';

/** Commits that are looked into at most. */
const MOST_READ = 30;

export interface CommitLog {
  /** The newest commits that lead to this one, itself first. */
  commitsBefore(sha: string): Promise<readonly { sha: string; author?: Account; isMerge: boolean }[]>;
  commit(sha: string): Promise<{ files: readonly ChangedFile[] }>;
}

/**
 * Whose work it is: of a pull request its author's; of a push the one's who pushed. What a bot, staff or nobody pushed is a
 * learner's who wrote the newest commit since the last grading that changed an exercise: they format and merge what others
 * wrote.
 */
export async function whoHandsIn(
  members: StaffSource,
  log: CommitLog,
  {
    pullRequest: { number, headSha },
    author,
    rules,
    submissions,
    map,
  }: {
    pullRequest: Pick<StoredPullRequest, 'number' | 'headSha'>;
    author: Account;
    rules: Pick<CourseRules, 'courseId' | 'staff'>;
    submissions: readonly Submission[];
    map: ExerciseMap;
  },
): Promise<{ kind: AccountKind; id: number; login: string }> {
  const told = { kind: await accountKind(members, rules, author), id: author.id, login: author.login };
  if (number !== DEFAULT_BRANCH || told.kind === 'learner') return told;
  const since = lastGraded(submissions, headSha);
  let read = 0;

  for (const { sha, isMerge, author: by } of await log.commitsBefore(headSha)) {
    if (sha === since || read === MOST_READ) break;
    if (isMerge || by === undefined || (await accountKind(members, rules, by)) !== 'learner') continue;
    read++;
    const { files } = await log.commit(sha);
    if (selectExercises(files, map).length > 0) return { kind: 'learner', id: by.id, login: by.login };
  }

  return told;
}
