import type { Check } from '../../../graders/core/define-grader.ts';
import { given } from '../../../graders/core/given.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import { expectWorkloadAnswer } from '../../../graders/network/expect-workload-answer.ts';
import { deploymentPods } from '../../../graders/workloads/deployment-pods.ts';
import { readDeployment } from '../../../graders/workloads/read-deployment.ts';
import { replicaSets } from '../../../graders/workloads/replica-sets.ts';
import { rolledOut, type RolledOut } from '../../../graders/workloads/rolled-out.ts';
import { scaleDeployment } from '../../../graders/workloads/scale-deployment.ts';
import { place } from '../place.ts';
import { WEB, type State } from '../state.ts';
import { wordsOf } from '../words-of.ts';

export const scaling: Check<State> = {
  id: 'scaling',
  async run(context, state) {
    given(state.v1, 'first-release');
    const from = given(state.v2, 'lossless-rollout').release.deployment.spec.replicas;
    given(state.restored, 'undo');
    const to = from + 2;
    const before = await replicaSets(context, await readDeployment(context, WEB));

    try {
      await scaleDeployment(context, WEB, to);
      const { deployment } = await scaledOut(context, from, to);
      const after = await replicaSets(context, deployment);
      const known = new Set(before.map(({ uid }) => uid));
      const added = after.filter(({ uid }) => !known.has(uid)).map(({ name }) => name);
      if (added.length > 0)
        throw context.mismatch('scaling-made-replica-set', { from, to }, { found: added.join(', ') });

      await expectWorkloadAnswer(context, state.prober, {
        service: WEB,
        pods: () => deploymentPods(context, deployment),
        ...wordsOf(state, 'v2'),
        within: 15_000,
      });
    } finally {
      await scaleDeployment(context, WEB, from);
    }
  },
};

async function scaledOut(context: GraderContext, from: number, to: number): Promise<RolledOut> {
  try {
    return await rolledOut(context, WEB, { within: 60_000 });
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const found = error.findings[0]?.found;
    throw context.mismatch(
      'scaled-pods-not-ready',
      { from, to },
      { position: place(context, 'v2/', 'spec', 'template', 'spec'), ...(found ? { found } : {}) },
    );
  }
}
