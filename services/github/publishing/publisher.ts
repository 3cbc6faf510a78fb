import type { CheckRunIdentity, CheckRunState } from './check-run-state.ts';
import type { CommentRequest } from './comment-request.ts';
import type { GitHub } from '../create-github.ts';
import type { GitHubRepository } from '../repository/github-repository.ts';
import type { RepositoryReference } from '../client/repository-reference.ts';
import { Failure } from '../../domain/failure.ts';
import { toCommitStatus } from './to-commit-status.ts';

export interface CheckPublication extends CheckRunIdentity, CheckRunState {
  repository: RepositoryReference;
  knownCheckRunId?: number;
}

export interface CommentPublication extends CommentRequest {
  repository: RepositoryReference;
}

/** Brings GitHub up to date. Everything may run twice, also at the same time. Failures as in GitHubRepository. */
export interface Publisher {
  /** A check run in App mode; in token mode a commit status, which has no id to remember: `undefined`. */
  publishCheck(check: CheckPublication): Promise<{ checkRunId: number | undefined }>;
  publishComment(comment: CommentPublication): Promise<{ commentId: number }>;
}

/** The one place that writes results to GitHub. */
export function createPublisher(github: Pick<GitHub, 'mode' | 'forRepository'>): Publisher {
  return {
    async publishCheck({ repository, ...check }) {
      const urgency = check.status === 'completed' ? 'verdict' : 'progress';
      const target = github.forRepository(repository, { urgency });
      if (github.mode === 'app') return { checkRunId: await publishRun(target, check) };
      await target.commitStatuses.set(toCommitStatus(check));
      return { checkRunId: undefined };
    },
    publishComment: ({ repository, ...comment }) =>
      github.forRepository(repository, { urgency: 'answer' }).comments.upsert(comment),
  };
}

async function publishRun(
  target: GitHubRepository,
  check: Omit<CheckPublication, 'repository'>,
): Promise<number> {
  const { knownCheckRunId } = check;
  if (knownCheckRunId !== undefined && (await updateKnown(target, knownCheckRunId, check)))
    return knownCheckRunId;

  const { id } = await target.checkRuns.ensure({
    ...check,
    // The update that follows completes it, once all annotations are there.
    status: check.status === 'queued' ? 'queued' : 'in_progress',
  });

  await target.checkRuns.update(id, check);
  return id;
}

/** False when GitHub no longer has the run (it keeps check runs for 400 days). */
async function updateKnown(target: GitHubRepository, id: number, check: CheckRunState): Promise<boolean> {
  try {
    await target.checkRuns.update(id, check);
    return true;
  } catch (failure) {
    if (failure instanceof Failure && failure.code === 'not-found') return false;
    throw failure;
  }
}
