import type { Check } from '../../../graders/core/define-grader.ts';
import { given } from '../../../graders/core/given.ts';
import { expectWorkloadAnswer } from '../../../graders/network/expect-workload-answer.ts';
import { deploymentPods } from '../../../graders/workloads/deployment-pods.ts';
import { replicaSets } from '../../../graders/workloads/replica-sets.ts';
import { rolledOut } from '../../../graders/workloads/rolled-out.ts';
import { undoRollout } from '../../../graders/workloads/undo-rollout.ts';
import { place } from '../place.ts';
import { WEB, type State } from '../state.ts';
import { wordsOf } from '../words-of.ts';

export const undo: Check<State> = {
  id: 'undo',
  async run(context, state) {
    const v1 = given(state.v1, 'first-release');
    const { release } = given(state.v2, 'lossless-rollout');
    const position = place(context, 'v2/', 'spec', 'revisionHistoryLimit');
    await undoRollout(context, WEB);
    // The controller deletes superfluous ReplicaSets just after the roll-out is complete.
    const { current, deployment } = await rolledOut(context, WEB, { within: 90_000, stableFor: 2_000 });

    if (current.uid !== release.current.uid) {
      const found = `ReplicaSet ${current.name}`;
      const expected = `ReplicaSet ${release.current.name}`;
      throw context.mismatch('undo-missed-v2', {}, { position, expected, found });
    }

    await expectWorkloadAnswer(context, state.prober, {
      service: WEB,
      pods: () => deploymentPods(context, deployment),
      ...wordsOf(state, 'v2'),
      within: 15_000,
    });

    state.restored = true;
    const there = new Set((await replicaSets(context, deployment)).map(({ uid }) => uid));
    const revisions = [v1.current.uid, release.current.uid, given(state.bad, 'stuck-rollout')];
    const kept = revisions.filter((uid) => there.has(uid)).length;
    if (kept < revisions.length) throw context.mismatch('revisions-not-kept', { kept }, { position });
  },
};
