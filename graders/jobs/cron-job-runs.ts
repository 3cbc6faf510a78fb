import type { V1CronJob, V1Job, V1Pod } from '@kubernetes/client-node';
import type { GraderContext } from '../core/grader-context.ts';

/** One run of a CronJob: a Job and its pods. */
export interface CronJobRun {
  job: V1Job;
  pods: readonly V1Pod[];
}

/** The runs of a CronJob that are there now, the oldest first. */
export async function cronJobRuns(
  { cluster, namespace }: GraderContext,
  { metadata }: V1CronJob,
): Promise<CronJobRun[]> {
  const [jobs, pods] = await Promise.all([
    cluster.grader.batch.listNamespacedJob({ namespace }),
    cluster.grader.core.listNamespacedPod({ namespace }),
  ]);

  return jobs.items
    .filter((job) => isOwnedBy(job, metadata?.uid))
    .toSorted((a, b) => madeAt(a) - madeAt(b))
    .map((job) => ({ job, pods: pods.items.filter((pod) => isOwnedBy(pod, job.metadata?.uid)) }));
}

function isOwnedBy({ metadata }: V1Job | V1Pod, uid: string | undefined): boolean {
  return metadata?.ownerReferences?.some((owner) => owner.uid === uid) ?? false;
}

function madeAt({ metadata }: V1Job): number {
  return metadata?.creationTimestamp?.getTime() ?? 0;
}
