import { apiStatus, isTransientApiError } from '../../graders/cluster-access/api-errors.ts';
import { ApplyApi } from '../../graders/cluster-access/apply-api.ts';
import type { GraderContext } from '../../graders/grader-context.ts';
import type { KubernetesManifest } from '../../graders/submission/submitted-files.ts';

export type ApplyOwn = ReturnType<typeof createApplyOwn>;

/** Milliseconds for a busy API server to take an object. */
const PATIENCE = 60_000;

/**
 * Makes a function that applies an object of the grader's in the learner's namespace, with the rights of the learner, and
 * returns it as stored. One client serves all calls, because each asks the API server for its resources first. A
 * conflict can only come from the namespace's quota being counted at the same moment, so it is tried again like any
 * failure that passes by itself; applying twice does no harm.
 */
export function createApplyOwn({
  cluster,
  namespace,
  clock,
  signal,
}: Pick<GraderContext, 'cluster' | 'namespace' | 'clock' | 'signal'>) {
  const api = cluster.learner.config.makeApiClient(ApplyApi);
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
