import { asFinal } from '../../graders/as-final.ts';
import { eventually } from '../../graders/eventually.ts';
import type { GraderContext } from '../../graders/grader-context.ts';
import { describeProbe } from '../../graders/traffic/describe-probe.ts';
import { hasWord } from '../../graders/traffic/has-word.ts';
import type { Prober } from '../../graders/traffic/start-prober.ts';
import { followsChanges } from '../../graders/workload/follows-changes.ts';
import { podsOf } from '../../graders/workload/pods-of.ts';
import { readDeployment } from '../../graders/workload/read-deployment.ts';
import { replicaSets } from '../../graders/workload/replica-sets.ts';
import type { RolledOut } from '../../graders/workload/rolled-out.ts';
import { submittedPlace } from '../../graders/workload/submitted-place.ts';

type Pods = RolledOut['pods'];

const DEPLOYMENT = 'app-a';
const RELOAD = 120_000;
/** After so long a value that nothing mounted can ever change is given up. */
const RELOAD_OF_FIXED = 45_000;

export interface Reload {
  url: string;
  /** The pods of app-a before the change. */
  before: Pods;
  /** Milliseconds since the epoch at which the change was accepted. */
  changedAt: number;
}

/**
 * Waits until app-a serves the value of v2 from the pods it had before. Throws a Mismatch `pods-replaced` or
 * `old-value-served`.
 */
export async function expectReload(context: GraderContext, prober: Prober, reload: Reload): Promise<void> {
  const { url, before, changedAt } = reload;
  const seconds = (before.some(followsChanges) ? RELOAD : RELOAD_OF_FIXED) / 1000;
  const position = (...path: string[]) =>
    submittedPlace(context, { in: 'v2/', kind: 'Deployment', name: DEPLOYMENT, path });
  const look = async () => {
    const owners = await replicaSets(context, await readDeployment(context, DEPLOYMENT));
    const now = await podsOf(context, owners);
    if (uids(now) !== uids(before))
      throw asFinal(
        context.mismatch(
          'pods-replaced',
          {},
          { expected: names(before), found: names(now), position: position('spec', 'template') },
        ),
      );
    const answer = await prober.get(url);
    if (answer.class === 'ok' && hasWord(answer.body, 'a-v2')) return;
    throw context.mismatch(
      'old-value-served',
      { seconds },
      {
        expected: 'an answer that contains "a-v2"',
        found: describeProbe(answer),
        position: position('spec', 'template', 'spec'),
      },
    );
  };
  const left = changedAt + seconds * 1000 - context.clock.now();
  await eventually(context, look, { within: Math.max(left, 10_000), every: 1_500, stableFor: 3_000 });
}

function uids(pods: Pods): string {
  return pods
    .map(({ metadata }) => metadata?.uid ?? '')
    .sort()
    .join();
}

function names(pods: Pods): string {
  return pods.map(({ metadata }) => metadata?.name ?? '').join(', ');
}
