import type { Finding } from '../../graders/contract/finding.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { LoadRecord } from '../../graders/network/load-record.ts';
import { underLoad } from '../../graders/network/under-load.ts';
import { deploymentPods } from '../../graders/workloads/deployment-pods.ts';
import { rolledOut, type RolledOut } from '../../graders/workloads/rolled-out.ts';
import { watchEndpoints, type EndpointDeviation } from '../../graders/network/watch-endpoints.ts';
import { watchPods, type PodCounts } from '../../graders/workloads/watch-pods.ts';
import { applyVersion } from './apply-version.ts';
import type { EarlyStart } from './early-starts.ts';
import { WEB, type State } from './state.ts';
import { watchStarts } from './watch-starts.ts';

/** Requests go on after the roll-out while the last old pods end. */
const COOL_DOWN = 4_000;

/** All that was seen while v2 took the place of v1. */
export interface WatchedRollout {
  v2: RolledOut;
  record: LoadRecord;
  counts: PodCounts;
  deviations: readonly EndpointDeviation[];
  early: readonly EarlyStart[];
  /** What the learner is told about objects that were not applied. */
  notes: readonly Finding[];
}

/**
 * Applies v2 and waits until it is rolled out, under load, while pods are counted, the Service's endpoints are compared with
 * them and each new pod is asked whether it is there too early.
 */
export async function rollOut(
  context: GraderContext,
  state: Pick<State, 'prober' | 'words' | 'budgets'>,
  { deployment }: RolledOut,
  url: string,
): Promise<WatchedRollout> {
  const { prober } = state;
  const pods = () => deploymentPods(context, deployment);

  const release = async () => {
    const notes = await applyVersion(context, state, 'v2/');
    return { notes, v2: await rolledOut(context, WEB, { within: 120_000 }) };
  };

  const counted = () => watchPods(context, deployment, () => watchStarts(context, prober, pods, release));

  const { value: watched, record } = await underLoad(context, prober, { url, coolDown: COOL_DOWN }, () =>
    watchEndpoints(context, { service: WEB, pods }, counted),
  );

  const { value: inner, deviations } = watched;
  const { value: started, pods: counts } = inner;
  return { ...started.value, early: started.early, counts, deviations, record };
}
