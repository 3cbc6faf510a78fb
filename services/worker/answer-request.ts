import type { Localized } from '../../graders/contract/localized.ts';
import type { Identifiers } from '../domain/identifier.ts';
import { newestAttempts } from '../domain/newest-attempts.ts';
import type { Submission, SubmissionIdentity } from '../domain/submission.ts';
import type { RepositoryReference, StoredPullRequest } from './stored-pull-request.ts';

interface KnownSubmission extends Submission {
  folder: string;
  exerciseTitle?: Localized;
}

interface Request {
  kind: 'regrade' | 'regrade-command' | 'help-command';
  repositoryId: number;
  requesterId: number;
  requesterLogin: string;
  pullNumber?: number;
  commentId?: number;
  headSha?: string;
  submissionId?: string;
}

export interface RequestNeeds {
  store: {
    pullRequests: { get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined> };
    submissions: {
      forPullRequest(repositoryId: number, number: number): Promise<KnownSubmission[]>;
      forCommit(repositoryId: number, headSha: string): Promise<KnownSubmission[]>;
      open(submission: {
        id: string;
        identity: SubmissionIdentity;
        authorId: number;
        authorLogin: string;
        folder: string;
        exerciseTitle?: Localized;
      }): Promise<{ submission: Submission }>;
    };
  };
  queues: {
    grade(message: { v: 1; submissionId: string }, options: { priority: number }): Promise<void>;
    publish(message: { v: 1; repositoryId: number; pullNumber: number }): Promise<void>;
  };
  github: {
    forRepository(reference: RepositoryReference): {
      permission(login: string): Promise<'admin' | 'write' | 'read' | 'none'>;
      reactions: { add(commentId: number, content: 'eyes' | 'rocket' | 'confused' | '-1'): Promise<void> };
    };
  };
  identifiers: Identifiers;
}

/** Behind first gradings, before repairs. */
const REGRADE_PRIORITY = 100;

/**
 * Handles a button or a command. A regrade opens one more attempt at the current head for each exercise that is not
 * being graded already, so that a second press changes nothing. Commands are acknowledged by a reaction: a
 * rocket when work was queued, confusion when there is nothing to grade, thumbs down for who may not ask.
 */
export async function answerRequest(needs: RequestNeeds, request: Request): Promise<void> {
  const { store, github } = needs;
  const pullNumber = request.pullNumber ?? (await pullOfButton(needs, request));
  if (pullNumber === undefined) return;
  const pullRequest = await store.pullRequests.get(request.repositoryId, pullNumber);
  if (pullRequest === undefined) return;
  const repository = github.forRepository(pullRequest);
  const react = async (content: 'eyes' | 'rocket' | 'confused' | '-1') => {
    if (request.commentId !== undefined) await repository.reactions.add(request.commentId, content);
  };
  // The comment's footer is the help; looking at it again is all there is to do.
  if (request.kind === 'help-command') return react('eyes');
  if (request.kind === 'regrade-command' && request.requesterId !== pullRequest.authorId) {
    const permission = await repository.permission(request.requesterLogin);
    if (permission !== 'write' && permission !== 'admin') return react('-1');
  }
  const queued = await regrade(needs, pullRequest, request);
  await react(queued > 0 ? 'rocket' : 'confused');
}

/** GitHub tells of a button only the commit; which pull request it belongs to we know ourselves. */
async function pullOfButton({ store }: RequestNeeds, request: Request): Promise<number | undefined> {
  if (request.headSha === undefined) return undefined;
  const submissions = await store.submissions.forCommit(request.repositoryId, request.headSha);
  const named = submissions.find(({ id }) => id === request.submissionId) ?? submissions.at(-1);
  return named?.pullNumber;
}

async function regrade(
  needs: RequestNeeds,
  pullRequest: StoredPullRequest,
  request: Request,
): Promise<number> {
  const { store, queues } = needs;
  const { repositoryId, number: pullNumber, headSha } = pullRequest;
  const all = await store.submissions.forPullRequest(repositoryId, pullNumber);
  const only = all.find(({ id }) => id === request.submissionId)?.exercise;
  const finished = newestAttempts(all, headSha).filter(
    ({ exercise, state }) =>
      (only === undefined || exercise === only) && state !== 'queued' && state !== 'grading',
  );
  for (const { exercise, attempt, folder, exerciseTitle } of finished) {
    const { submission } = await store.submissions.open({
      id: needs.identifiers.next(),
      identity: { repositoryId, pullNumber, headSha, exercise, attempt: attempt + 1 },
      authorId: pullRequest.authorId,
      authorLogin: pullRequest.authorLogin,
      folder,
      ...(exerciseTitle === undefined ? {} : { exerciseTitle }),
    });
    await queues.grade({ v: 1, submissionId: submission.id }, { priority: REGRADE_PRIORITY });
  }
  await queues.publish({ v: 1, repositoryId, pullNumber });
  return finished.length;
}
