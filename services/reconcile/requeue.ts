import { isNoTry } from '../domain/submissions/is-no-try.ts';

interface OpenSubmission {
  id: string;
  repositoryId: number;
  pullNumber: number;
  cancelRequested: boolean;
}

export interface RequeueNeeds {
  submissions: {
    openUnchangedSince(before: Date): Promise<OpenSubmission[]>;
    close(id: string, state: 'cancelled' | 'not-graded'): Promise<boolean>;
  };
  runs: { forSubmission(submissionId: string): Promise<readonly { failure?: { code: string } }[]> };
  grade(message: { v: 1; submissionId: string }, options: { priority: number }): Promise<void>;
  publish(message: { v: 1; repositoryId: number; pullNumber: number }): Promise<void>;
  now: () => number;
  /** Milliseconds after which an open submission that nothing happened to is looked at. */
  patienceMs: number;
  /** Runs after which a submission is given up; those that found no cluster, or that GitHub did not let, are none. */
  maxRuns: number;
}

/** Behind whoever is waiting now: a repair must not overtake live work. */
const REPAIR_PRIORITY = 500;

/**
 * Looks after open submissions nobody seems to hold: queues them again (a job that still exists stays the only
 * one), or ends them honestly when every allowed run was lost. Returns how many were touched.
 */
export async function requeue(needs: RequeueNeeds): Promise<number> {
  const stuck = await needs.submissions.openUnchangedSince(new Date(needs.now() - needs.patienceMs));

  for (const { id, repositoryId, pullNumber, cancelRequested } of stuck) {
    const runs = (await needs.runs.forSubmission(id)).filter((run) => !isNoTry(run));
    if (cancelRequested) await needs.submissions.close(id, 'cancelled');
    else if (runs.length >= needs.maxRuns) await needs.submissions.close(id, 'not-graded');
    else await needs.grade({ v: 1, submissionId: id }, { priority: REPAIR_PRIORITY });
    await needs.publish({ v: 1, repositoryId, pullNumber });
  }

  return stuck.length;
}
