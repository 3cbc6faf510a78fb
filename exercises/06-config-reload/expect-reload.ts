import type { V1Pod } from '../../graders/core/kubernetes-types.ts';
import { asFinal } from '../../graders/core/as-final.ts';
import { containersOf } from '../../graders/containers/containers-of.ts';
import { eventually } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import type { WantedWords } from '../../graders/network/answer-problem.ts';
import type { Prober } from '../../graders/network/start-prober.ts';
import { followsChanges } from '../../graders/config/follows-changes.ts';
import type { RolledOut } from '../../graders/workloads/rolled-out.ts';
import { submittedPlace } from '../../graders/objects/submitted-place.ts';
import { applicationPods } from './application-pods.ts';
import { lookAtPage } from './expect-page.ts';
import { A } from './state.ts';

type Pods = RolledOut['pods'];

const RELOAD = 120_000;
/** After so long a value that nothing mounted can ever change is given up. */
const RELOAD_OF_FIXED = 45_000;

export interface Reload extends WantedWords {
  /** The pods of app-a before the change. */
  before: Pods;
  /** Milliseconds since the epoch at which the change was accepted. */
  changedAt: number;
}

/**
 * Waits until app-a serves the value of v2 from the pods and containers it had before. Throws a Mismatch `pods-replaced`,
 * `containers-restarted` or `old-value-served`.
 */
export async function expectReload(context: GraderContext, prober: Prober, reload: Reload): Promise<void> {
  const { before, changedAt } = reload;
  const limit = before.some(followsChanges) ? RELOAD : RELOAD_OF_FIXED;

  const look = async () => {
    expectSamePods(context, before, await applicationPods(context, A));
    const page = { ...reload, service: A, pods: () => applicationPods(context, A) };

    await lookAtPage(context, prober, page).catch((error: unknown) => {
      const { expected, found } = answered(error);
      const position = placeOfA(context, 'spec', 'template', 'spec');
      throw context.mismatch('old-value-served', { seconds: limit / 1000 }, { expected, found, position });
    });
  };

  const left = changedAt + limit - context.clock.now();
  await eventually(context, look, { within: Math.max(left, 10_000), every: 1_500, stableFor: 3_000 });
}

/** Throws a final Mismatch when pods, or containers in them, are others than before. */
function expectSamePods(context: GraderContext, before: Pods, now: Pods): void {
  const names = (pods: Pods) => pods.map(({ metadata }) => metadata?.name ?? '').join(', ');
  const position = placeOfA(context, 'spec', 'template');
  if (identities(now, uidOf) !== identities(before, uidOf))
    throw asFinal(
      context.mismatch('pods-replaced', {}, { expected: names(before), found: names(now), position }),
    );
  if (identities(now, livesOf) === identities(before, livesOf)) return;
  const restarts = now.flatMap(containersOf).map(({ name, restarts: count }) => `${name}: ${count}`);
  throw asFinal(
    context.mismatch('containers-restarted', {}, { found: `restarts: ${restarts.join(', ')}`, position }),
  );
}

/** What a mismatch of a page expected and found; anything else is thrown on. */
function answered(error: unknown): { expected: string; found: string } {
  const [finding] = error instanceof Mismatch && !error.final ? error.findings : [];
  if (finding === undefined) throw error;
  return { expected: finding.expected ?? '', found: finding.found ?? '' };
}

function identities(pods: Pods, identity: (pod: V1Pod) => string): string {
  return pods.map(identity).sort().join();
}

function uidOf({ metadata }: V1Pod): string {
  return metadata?.uid ?? '';
}

function livesOf(pod: V1Pod): string {
  return containersOf(pod)
    .filter(({ role }) => role !== 'init')
    .map(({ containerId }) => containerId ?? '')
    .join();
}

function placeOfA(context: GraderContext, ...path: string[]) {
  return submittedPlace(context, { in: 'v2/', kind: 'Deployment', name: A, path });
}
