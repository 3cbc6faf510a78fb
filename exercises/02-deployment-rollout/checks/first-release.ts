import type { Check } from '../../../graders/core/define-grader.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { expectWorkloadAnswer } from '../../../graders/network/expect-workload-answer.ts';
import { withNotes } from '../../../graders/core/with-notes.ts';
import { deploymentPods } from '../../../graders/workloads/deployment-pods.ts';
import { expectBudget } from '../../../graders/workloads/expect-budget.ts';
import { replicaSets } from '../../../graders/workloads/replica-sets.ts';
import { rolledOut, type RolledOut } from '../../../graders/workloads/rolled-out.ts';
import { applyVersion } from '../apply-version.ts';
import { findingsOf } from '../findings-of.ts';
import { place } from '../place.ts';
import { WEB, type State } from '../state.ts';
import { wordsOf } from '../words-of.ts';

const FEWEST_REPLICAS = 2;
const MOST_REPLICAS = 4;

export const firstRelease: Check<State> = {
  id: 'first-release',
  async run(context, state) {
    const notes = await applyVersion(context, state, 'v1/');
    return withNotes(notes, async () => {
      const v1 = await rolledOut(context, WEB, { within: 90_000 });
      expectReplicas(context, v1);
      const active = (await replicaSets(context, v1.deployment)).filter(({ wanted }) => wanted > 0);
      if (active.length !== 1)
        throw context.mismatch('several-active-replica-sets', { count: active.length });

      await expectWorkloadAnswer(context, state.prober, {
        service: WEB,
        pods: () => deploymentPods(context, v1.deployment),
        ...wordsOf(state, 'v1'),
        within: 45_000,
      });

      state.v1 = v1;
      const budget = expectBudget(context, { name: WEB, pods: v1.pods, within: 15_000 });
      state.budgets.push(...(await findingsOf(budget)));
    });
  },
};

function expectReplicas(context: GraderContext, { deployment }: RolledOut): void {
  const { replicas } = deployment.spec;
  const position = place(context, 'v1/', 'spec', 'replicas');
  if (replicas < FEWEST_REPLICAS) throw context.mismatch('too-few-replicas', { replicas }, { position });
  if (replicas > MOST_REPLICAS) throw context.mismatch('too-many-replicas', { replicas }, { position });
}
