import type { V1Job } from '@kubernetes/client-node';
import { apiStatus } from '../cluster-access/api-errors.ts';
import type { GraderContext } from '../core/grader-context.ts';

/** Reads a Job of the learner's namespace; a Mismatch `job-missing` when there is none. */
export async function readJob(context: GraderContext, name: string): Promise<V1Job> {
  try {
    const { cluster, namespace } = context;
    return await cluster.grader.batch.readNamespacedJob({ namespace, name });
  } catch (error) {
    if (apiStatus(error) !== 404) throw error;
    throw context.mismatch('job-missing', { name });
  }
}
