import type { V1Pod } from '@kubernetes/client-node';
import { isTransientApiError } from '../cluster-access/api-errors.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { endpointDifferences } from './endpoint-differences.ts';
import { serviceEndpoints } from './service-endpoints.ts';

export interface WatchedEndpoints {
  service: string;
  /** Its port; 80 unless told. */
  port?: number;
  /** Reads the pods of the workload, all its revisions together, those on their way out left out. */
  pods: () => Promise<readonly V1Pod[]>;
}

/** One way in which the endpoints differed from the ready pods, for longer than controllers need to follow. */
export interface EndpointDeviation {
  /** Milliseconds since the start. */
  from: number;
  to: number;
  what: string;
}

/** Milliseconds a difference may last: the controller reads pods a moment after they changed. */
const TO_FOLLOW = 8_000;
/** Looks in a row that must have seen it, so that a machine that stood still is no reason. */
const SEEN = 4;

/**
 * Does something while it is watched whether a Service sends its requests to exactly the ready pods of a workload, and
 * returns what it returned with the deviations. A look that the API server could not give is skipped.
 */
export async function watchEndpoints<Value>(
  context: GraderContext,
  { service, port, pods }: WatchedEndpoints,
  action: () => Promise<Value>,
): Promise<{ value: Value; deviations: readonly EndpointDeviation[] }> {
  const startedAt = context.clock.now();
  const deviations = new Map<string, EndpointDeviation>();
  const finished = new AbortController();
  const signal = AbortSignal.any([context.signal, finished.signal]);
  let lasting = new Map<string, { from: number; looks: number }>();

  const look = async () => {
    const endpoints = await serviceEndpoints(context, service, port);
    const differences = endpointDifferences(endpoints, await pods());
    const to = context.clock.now() - startedAt;

    lasting = new Map(
      differences.map((what) => {
        const { from, looks } = lasting.get(what) ?? { from: to, looks: 0 };
        return [what, { from, looks: looks + 1 }];
      }),
    );

    for (const [what, { from, looks }] of lasting)
      if (to - from >= TO_FOLLOW && looks >= SEEN) deviations.set(what, { from, to, what });
  };

  const watch = async () => {
    while (!signal.aborted) {
      await look().catch((error: unknown) => {
        if (!isTransientApiError(error)) throw error;
      });

      await context.clock.sleep(500, signal).catch(() => undefined);
    }
  };

  const watching = watch();
  // An error of the watch is reported once the action is over; until then nobody waits for it.
  watching.catch(() => undefined);

  try {
    const value = await action();
    finished.abort();
    await watching;
    return { value, deviations: [...deviations.values()] };
  } finally {
    finished.abort();
  }
}
