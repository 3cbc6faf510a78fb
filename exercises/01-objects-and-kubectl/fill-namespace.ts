import { apiAnswer } from '../../graders/cluster-access/api-answer.ts';
import { isTransientApiError } from '../../graders/cluster-access/api-errors.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { concurrentMap } from '../../graders/query/concurrent-map.ts';
import type { KubernetesManifest } from '../../graders/submission/submitted-files.ts';

/** Objects that are made at once. */
const LANES = 8;
/** Milliseconds for a busy API server to take an object. */
const PATIENCE = 60_000;

/**
 * Creates objects in the learner's namespace, with the rights of the learner. Plain creation, not server-side apply: the namespace's quota
 * counts a creation once, but every inner retry of a patch that creates.
 */
export async function fillNamespace(
  { cluster, namespace, clock, signal }: GraderContext,
  manifests: readonly KubernetesManifest[],
): Promise<void> {
  await concurrentMap(manifests, LANES, async ({ metadata, ...rest }) => {
    const deadline = clock.now() + PATIENCE;

    for (;;)
      try {
        return await cluster.learner.objects.create({ ...rest, metadata: { ...metadata, namespace } });
      } catch (error) {
        const reason = apiAnswer(error)?.reason;
        // An earlier try that was not answered in time has made it.
        if (reason === 'AlreadyExists') return undefined;
        const passes = reason === 'Conflict' || isTransientApiError(error);
        if (!passes || clock.now() >= deadline) throw error;
        await clock.sleep(500, signal);
      }
  });
}
