import type { Check } from '../../../graders/core/define-grader.ts';
import { given } from '../../../graders/core/given.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import { expectWorkloadAnswer } from '../../../graders/network/expect-workload-answer.ts';
import { withNotes } from '../../../graders/core/with-notes.ts';
import { deploymentPods } from '../../../graders/workloads/deployment-pods.ts';
import { expectBudget } from '../../../graders/workloads/expect-budget.ts';
import { earlyStarts } from '../early-starts.ts';
import { findingsOf } from '../findings-of.ts';
import { rollOut } from '../roll-out.ts';
import * as findings from '../rollout-findings.ts';
import { WEB, type State } from '../state.ts';
import { wordsOf } from '../words-of.ts';

export const losslessRollout: Check<State> = {
  id: 'lossless-rollout',
  async run(context, state) {
    const v1 = given(state.v1, 'first-release');
    const { prober } = state;
    const asked = { service: WEB, pods: () => deploymentPods(context, v1.deployment), within: 15_000 };
    const url = await expectWorkloadAnswer(context, prober, { ...asked, ...wordsOf(state, 'v1') });
    const { v2, record, counts, deviations, early, notes } = await rollOut(context, state, v1, url);

    const unserved = await findingsOf(
      expectWorkloadAnswer(context, prober, { ...asked, ...wordsOf(state, 'v2') }),
    );

    if (unserved.length === 0) {
      state.v2 = { release: v2, pods: counts, url };
      await lookAtBudget(state, expectBudget(context, { name: WEB, pods: v2.pods, within: 15_000 }));
    }

    const replicas = Math.min(v1.deployment.spec.replicas, v2.deployment.spec.replicas);

    const wrong = [
      ...findings.lostRequests(context, record),
      ...findings.mixedAnswers(context, record, state),
      ...findings.missingPods(context, counts, replicas),
      ...findings.otherReplicas(context, v1, v2),
      ...findings.deviatingEndpoints(context, deviations),
      ...findings.startedEarly(context, [...early, ...earlyStarts([...v1.pods, ...v2.pods])]),
      ...findings.stillOld(context, unserved),
    ];

    return withNotes(notes, async () => {
      if (wrong.length > 0) throw new Mismatch(wrong);
    });
  },
};

/** The same reason once, not for each version. */
async function lookAtBudget(state: State, expected: Promise<void>): Promise<void> {
  const found = await findingsOf(expected);
  if (state.budgets.length === 0) state.budgets.push(...found);
}
