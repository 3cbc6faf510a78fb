import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { Notice } from '../../domain/submissions/notice.ts';
import type { StoredPullRequest } from './stored-pull-request.ts';

export interface HoldSource {
  courseFiles: { isEnrolled(courseId: number, githubId: number): Promise<boolean> };
  submissions: { isKnownAuthor(repositoryId: number, authorId: number): Promise<boolean> };
}

/** Why nothing of a pull request is graded yet; undefined when nothing stands in the way. `/ok-to-grade` ends both. */
export async function reasonToHold(
  store: HoldSource,
  { repositoryId, authorId, headSha, gradingAllowed }: StoredPullRequest,
  rules: Pick<CourseRules, 'enrolledIn' | 'firstForks'>,
  fromFork: boolean,
): Promise<Notice | undefined> {
  if (gradingAllowed) return undefined;
  if (rules.enrolledIn !== undefined && !(await store.courseFiles.isEnrolled(rules.enrolledIn, authorId)))
    return { kind: 'not-enrolled', headSha };
  if (
    rules.firstForks === 'ask' &&
    fromFork &&
    !(await store.submissions.isKnownAuthor(repositoryId, authorId))
  )
    return { kind: 'needs-approval', headSha };
  return undefined;
}
