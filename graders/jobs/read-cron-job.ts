import type { V1CronJob } from '@kubernetes/client-node';
import { apiStatus } from '../cluster-access/api-errors.ts';
import type { GraderContext } from '../core/grader-context.ts';

/** Reads a CronJob of the learner's namespace; a Mismatch `cron-job-missing` when there is none. */
export async function readCronJob(context: GraderContext, name: string): Promise<V1CronJob> {
  try {
    const { cluster, namespace } = context;
    return await cluster.grader.batch.readNamespacedCronJob({ namespace, name });
  } catch (error) {
    if (apiStatus(error) !== 404) throw error;
    throw context.mismatch('cron-job-missing', { name });
  }
}
