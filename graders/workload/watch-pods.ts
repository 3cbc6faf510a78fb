import { isTransientApiError } from '../cluster-access/api-errors.ts';
import type { GraderContext } from '../grader-context.ts';
import { isReady } from './is-ready.ts';
import { podsOf } from './pods-of.ts';
import type { StoredDeployment } from './read-deployment.ts';
import { replicaSets } from './replica-sets.ts';

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

export interface PodWatch {
  /** Looks a last time and returns what was seen. Throws the API error that kept it from looking. */
  stop(): Promise<PodCounts>;
}

/**
 * Counts the pods of a Deployment every 100 ms until stopped. Pods on their way out count neither as ready nor
 * as pods: their replacement is what the Deployment promises. Lists rather than watches, because each list is
 * one consistent moment of the whole namespace and a broken watch would leave a gap that nobody notices.
 */
export async function watchPods(context: GraderContext, deployment: StoredDeployment): Promise<PodWatch> {
  const startedAt = context.clock.now();
  const changes: PodCount[] = [];
  const stopped = new AbortController();
  const look = async () => {
    const pods = await podsOf(context, await replicaSets(context, deployment));
    const count = { ready: pods.filter(isReady).length, total: pods.length };
    const last = changes.at(-1);
    if (last?.ready !== count.ready || last.total !== count.total)
      changes.push({ at: context.clock.now() - startedAt, ...count });
  };
  const signal = AbortSignal.any([context.signal, stopped.signal]);
  const watch = async () => {
    while (!signal.aborted) {
      await look().catch((error: unknown) => {
        if (!isTransientApiError(error)) throw error;
      });
      await context.clock.sleep(100, signal).catch(() => undefined);
    }
  };
  await look();
  const watching = watch();
  // Reported by `stop`; until then nobody waits for it.
  watching.catch(() => undefined);
  return {
    stop: async () => {
      stopped.abort();
      await watching;
      await look();
      return {
        lowestReady: Math.min(...changes.map(({ ready }) => ready)),
        highestTotal: Math.max(...changes.map(({ total }) => total)),
        changes,
      };
    },
  };
}
