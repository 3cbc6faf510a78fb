import { renderNoExercise } from '../report/no-exercise.ts';
import type { CommentInput } from '../report/comment.ts';
import type { Publisher } from '../github/publisher.ts';
import type { StoredPullRequest } from './stored-pull-request.ts';

/**
 * Shows on the head commit that the change touches no exercise, with the folders that would have counted. Without it
 * a learner who misspelt a folder would wait for an answer that never comes.
 */
export async function announceNoExercise(
  publisher: Pick<Publisher, 'publishCheck'>,
  pullRequest: StoredPullRequest,
  { slugs, languages }: { slugs: readonly string[]; languages: CommentInput['languages'] },
): Promise<void> {
  await publisher.publishCheck({
    repository: pullRequest,
    headSha: pullRequest.headSha,
    name: 'grading',
    externalId: `no-exercise-${pullRequest.number}`,
    status: 'completed',
    conclusion: 'skipped',
    output: renderNoExercise(slugs, languages),
  });
}
