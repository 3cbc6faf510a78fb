import { apiStatus, isTransientApiError } from '../../graders/cluster-access/api-errors.ts';
import { ApplyApi } from '../../graders/cluster-access/apply-api.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { KubernetesManifest } from '../../graders/submission/submitted-files.ts';

export type ApplyOwn = ReturnType<typeof createApplyOwn>;

/** Milliseconds for a busy API server to take an object. */
const PATIENCE = 60_000;

/**
 * Makes a function that applies an object of the grader's in the grader's own namespace and returns it as stored. There
 * no Deployment of the learner can adopt what the grader makes, and no quota that the learner has used up stops it. One
 * client serves all calls, because each asks the API server for its resources first. A failure that passes by itself is
 * tried again; applying twice does no harm.
 */
export function createApplyOwn({
  cluster,
  graderNamespace: namespace,
  clock,
  signal,
}: Pick<GraderContext, 'cluster' | 'graderNamespace' | 'clock' | 'signal'>) {
  const api = cluster.grader.config.makeApiClient(ApplyApi);

  return async ({ metadata, ...rest }: KubernetesManifest) => {
    const manifest = { ...rest, metadata: { ...metadata, namespace } };
    const deadline = clock.now() + PATIENCE;

    for (;;)
      try {
        return await api.apply(manifest, { fieldManager: 'inventory', force: false, dryRun: false });
      } catch (error) {
        const passes = apiStatus(error) === 409 || isTransientApiError(error);
        if (!passes || clock.now() >= deadline) throw error;
        await clock.sleep(500, signal);
      }
  };
}
