import { Failure } from '../domain/failure.ts';
import { GRADING_CHECK } from '../report/grading-check.ts';

interface OpenPullRequest {
  repositoryId: number;
  owner: string;
  name: string;
  installationId?: number;
  headSha: string;
}

interface UnfinishedCheckRun {
  id: number;
  name: string;
  externalId: string;
  startedAt: Date;
}

export interface FinishStuckChecksNeeds {
  pullRequests: { open(changedSince: Date, most: number): Promise<OpenPullRequest[]> };
  submissions: {
    get(id: string): Promise<{ state: string } | undefined>;
    forCommit(repositoryId: number, headSha: string): Promise<{ state: string }[]>;
  };
  gradingChecks: { doubt(repositoryId: number, headSha: string): Promise<void> };
  publications: { wanted(submissionId: string): Promise<void> };
  unfinished(pullRequest: OpenPullRequest): Promise<UnfinishedCheckRun[]>;
  /** Ends a check run that belongs to nothing we know of, with words for the learner. */
  giveUp(pullRequest: OpenPullRequest, checkRunId: number): Promise<void>;
  now: () => number;
  /** Milliseconds after which an unfinished check run is looked at. */
  patienceMs: number;
}

const RECENT_MS = 86_400_000;
const MOST_PULL_REQUESTS = 100;

/**
 * Looks for check runs that nobody will finish: GitHub itself does nothing for 14 days. One whose submission has its
 * result is published again; one that no submission belongs to (the database was restored) is ended honestly; one
 * whose submission is open is left to those who look after submissions. The one check of a commit is published again
 * unless something of the commit is still open. Returns how many.
 */
export async function finishStuckChecks(needs: FinishStuckChecksNeeds): Promise<number> {
  const now = needs.now();
  let finished = 0;

  for (const pullRequest of await needs.pullRequests.open(new Date(now - RECENT_MS), MOST_PULL_REQUESTS)) {
    try {
      for (const { id, name, externalId, startedAt } of await needs.unfinished(pullRequest)) {
        if (now - startedAt.getTime() < needs.patienceMs) continue;

        if (name === GRADING_CHECK) {
          finished += await again(needs, pullRequest);
          continue;
        }

        const submission = await needs.submissions.get(externalId);
        if (submission?.state === 'queued' || submission?.state === 'grading') continue;
        if (submission === undefined) await needs.giveUp(pullRequest, id);
        else await needs.publications.wanted(externalId);
        finished += 1;
      }
    } catch (error) {
      if (!(error instanceof Failure) || error.code === 'github-unavailable') throw error;
      if (error.code === 'rate-limited') return finished;
    }
  }

  return finished;
}

async function again(
  { submissions, gradingChecks }: FinishStuckChecksNeeds,
  { repositoryId, headSha }: OpenPullRequest,
): Promise<number> {
  const all = await submissions.forCommit(repositoryId, headSha);
  if (all.some(({ state }) => state === 'queued' || state === 'grading')) return 0;
  await gradingChecks.doubt(repositoryId, headSha);
  return 1;
}
