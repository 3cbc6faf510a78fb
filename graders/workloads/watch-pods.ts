import { isTransientApiError } from '../cluster-access/api-errors.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { isReady } from './is-ready.ts';
import { deploymentPods } from './deployment-pods.ts';
import type { StoredDeployment } from './read-deployment.ts';

/** Extremes of a Deployment's pods, of all its revisions together, seen while something happened. */
export interface PodCounts {
  lowestReady: number;
  highestTotal: number;
  /** Every change of the two numbers with the milliseconds since the start. */
  changes: readonly PodCount[];
}

export interface PodCount {
  at: number;
  ready: number;
  total: number;
}

/**
 * Does something while the pods of a Deployment are counted every 200 ms, and returns what it returned with the
 * counts. Pods on their way out count neither as ready nor as pods: their replacement is what a Deployment
 * promises. Lists rather than watches, because each list is one consistent moment of the whole namespace and a
 * broken watch would leave a gap that nobody notices. A list that the API server could not give is skipped.
 */
export async function watchPods<Value>(
  context: GraderContext,
  deployment: StoredDeployment,
  action: () => Promise<Value>,
): Promise<{ value: Value; pods: PodCounts }> {
  const startedAt = context.clock.now();
  const changes: PodCount[] = [];
  const finished = new AbortController();
  const signal = AbortSignal.any([context.signal, finished.signal]);

  const look = async () => {
    const pods = await deploymentPods(context, deployment);
    const count = { ready: pods.filter(isReady).length, total: pods.length };
    const last = changes.at(-1);
    if (last?.ready !== count.ready || last.total !== count.total)
      changes.push({ at: context.clock.now() - startedAt, ...count });
  };

  const watch = async () => {
    while (!signal.aborted) {
      await look().catch((error: unknown) => {
        if (!isTransientApiError(error)) throw error;
      });

      await context.clock.sleep(200, signal).catch(() => undefined);
    }
  };

  await look();
  const watching = watch();
  // An error of the watch is reported once the action is over; until then nobody waits for it.
  watching.catch(() => undefined);

  try {
    const value = await action();
    finished.abort();
    await watching;
    await look();
    return { value, pods: extremes(changes) };
  } finally {
    finished.abort();
  }
}

function extremes(changes: readonly PodCount[]): PodCounts {
  return {
    lowestReady: Math.min(...changes.map(({ ready }) => ready)),
    highestTotal: Math.max(...changes.map(({ total }) => total)),
    changes,
  };
}
