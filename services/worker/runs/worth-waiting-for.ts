import { Failure } from '../../domain/failure.ts';
import { foundNoCluster } from '../../domain/clusters/found-no-cluster.ts';
import { growingWait } from '../../domain/growing-wait.ts';
import { waitedForGitHub } from '../../domain/waited-for-github.ts';

interface FailedRun {
  startedAt: Date;
  failure?: { code: string };
}

export interface WaitingNeeds {
  /** Oldest first. */
  runs: { forSubmission(submissionId: string): Promise<readonly FailedRun[]> };
  now: () => number;
  /** How long a submission waits while no cluster can be had before that counts as a failed try. */
  clusterPatienceSeconds: number;
  /** How long it waits while GitHub does not let us before it is given up. */
  githubPatienceSeconds: number;
}

/** Between two looks whether clusters can be had again. */
const LOOK_AGAIN_SECONDS = 15;

/**
 * Says of a failure that passes by itself, or when somebody has lifted it, when to look again, as long as it is worth
 * waiting for; any other failure as it is.
 */
export async function worthWaitingFor(
  { runs, now, clusterPatienceSeconds, githubPatienceSeconds }: WaitingNeeds,
  submissionId: string,
  failure: Failure | undefined,
): Promise<Failure | undefined> {
  if (failure === undefined || 'retryAfterSeconds' in failure.facts) return failure;

  if (foundNoCluster({ failure })) {
    const earlier = (await runs.forSubmission(submissionId)).find(foundNoCluster);
    const waited = now() - (earlier?.startedAt.getTime() ?? now());
    return waited < clusterPatienceSeconds * 1000 ? withWait(failure, LOOK_AGAIN_SECONDS) : failure;
  }

  if (!waitedForGitHub({ failure })) return failure;
  const waited = now() - since(await runs.forSubmission(submissionId), now());
  return waited < githubPatienceSeconds * 1000 ? withWait(failure, growingWait(waited)) : failure;
}

/** Since when GitHub has not let us, without a run in between that it let begin; milliseconds. */
function since(runs: readonly FailedRun[], now: number): number {
  const ended = runs.filter(({ failure }) => failure !== undefined);
  const first = ended[ended.findLastIndex((run) => !waitedForGitHub(run)) + 1];
  return first?.startedAt.getTime() ?? now;
}

function withWait({ fault, code, message, facts, cause }: Failure, retryAfterSeconds: number): Failure {
  return new Failure(fault, code, message, { facts: { ...facts, retryAfterSeconds }, cause });
}
