import type { Finding } from '../../../graders/contract/finding.ts';
import type { Check } from '../../../graders/define-grader.ts';
import { given } from '../../../graders/given.ts';
import { Mismatch } from '../../../graders/mismatch.ts';
import { expectWorkloadAnswer } from '../../../graders/traffic/expect-workload-answer.ts';
import { underLoad } from '../../../graders/traffic/under-load.ts';
import { withNotes } from '../../../graders/with-notes.ts';
import { deploymentPods } from '../../../graders/workload/deployment-pods.ts';
import { expectBudget } from '../../../graders/workload/expect-budget.ts';
import { rolledOut } from '../../../graders/workload/rolled-out.ts';
import { watchEndpoints } from '../../../graders/workload/watch-endpoints.ts';
import { watchPods } from '../../../graders/workload/watch-pods.ts';
import { applyVersion } from '../apply-version.ts';
import { earlyStarts } from '../early-starts.ts';
import { findingsOf } from '../findings-of.ts';
import * as findings from '../rollout-findings.ts';
import { WEB, type State } from '../state.ts';
import { watchStarts } from '../watch-starts.ts';
import { wordsOf } from '../words-of.ts';

/** Requests go on after the roll-out while the last old pods end. */
const COOL_DOWN = 4_000;

export const losslessRollout: Check<State> = {
  id: 'lossless-rollout',
  async run(context, state) {
    const v1 = given(state.v1, 'first-release');
    const { prober } = state;
    const pods = () => deploymentPods(context, v1.deployment);
    const asked = { service: WEB, pods, within: 15_000 };
    const url = await expectWorkloadAnswer(context, prober, { ...asked, ...wordsOf(state, 'v1') });

    let notes: readonly Finding[] = [];
    const release = async () => {
      notes = await applyVersion(context, state, 'v2/');
      return rolledOut(context, WEB, { within: 120_000 });
    };
    const { value, record } = await underLoad(context, prober, { url, coolDown: COOL_DOWN }, () =>
      watchEndpoints(context, asked, () =>
        watchPods(context, v1.deployment, () => watchStarts(context, prober, pods, release)),
      ),
    );
    const { deviations } = value;
    const { pods: counts } = value.value;
    const { value: v2, early } = value.value.value;

    const unserved = await findingsOf(
      expectWorkloadAnswer(context, prober, { ...asked, ...wordsOf(state, 'v2') }),
    );
    if (unserved.length === 0) {
      state.v2 = { release: v2, pods: counts, url };
      await lookAtBudget(state, expectBudget(context, { name: WEB, pods: v2.pods, within: 15_000 }));
    }
    const wrong = [
      ...findings.lostRequests(context, record),
      ...findings.mixedAnswers(context, record, state),
      ...findings.missingPods(
        context,
        counts,
        Math.min(v1.deployment.spec.replicas, v2.deployment.spec.replicas),
      ),
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
