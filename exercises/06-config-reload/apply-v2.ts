import type { GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import { serviceUrl } from '../../graders/network/service-url.ts';
import { underLoad } from '../../graders/network/under-load.ts';
import { rolledOut } from '../../graders/workloads/rolled-out.ts';
import { applyByApplication } from './apply-by-application.ts';
import { B, type State } from './state.ts';

/** Requests go on after the roll-out while the last old pods end. */
const COOL_DOWN = 4_000;

/**
 * Applies v2, while requests flow to app-b if it was right before, and leaves in the state what came of it. Returns when
 * the API server had taken it, in milliseconds since the epoch.
 */
export async function applyV2(context: GraderContext, state: State): Promise<number> {
  if (state.b === undefined) {
    state.v2Applied = { refusals: await applyByApplication(context, state.v2) };
    return context.clock.now();
  }

  const url = await serviceUrl(context, B);
  let changedAt = 0;

  const { value, record } = await underLoad(context, state.prober, { url, coolDown: COOL_DOWN }, async () => {
    const refusals = await applyByApplication(context, state.v2);
    changedAt = context.clock.now();
    const rollout = await rolledOut(context, B, { within: 120_000 }).catch(mismatchAsValue);
    return { refusals, rollout };
  });

  state.v2Applied = { refusals: value.refusals, b: { record, rollout: value.rollout } };
  return changedAt;
}

function mismatchAsValue(error: unknown): Mismatch {
  if (error instanceof Mismatch) return error;
  throw error;
}
