import type { Check } from '../../../graders/core/define-grader.ts';
import { given } from '../../../graders/core/given.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import { answerProblem } from '../../../graders/network/answer-problem.ts';
import { loadEvidence } from '../../../graders/network/load-evidence.ts';
import { underLoad } from '../../../graders/network/under-load.ts';
import { deploymentPods } from '../../../graders/workloads/deployment-pods.ts';
import { readDeployment } from '../../../graders/workloads/read-deployment.ts';
import { releaseBrokenRevision } from '../../../graders/workloads/release-broken-revision.ts';
import { replicaSets } from '../../../graders/workloads/replica-sets.ts';
import { watchEndpoints } from '../../../graders/network/watch-endpoints.ts';
import { expectMissedDeadline } from '../expect-missed-deadline.ts';
import { place } from '../place.ts';
import { deviatingEndpoints } from '../rollout-findings.ts';
import { WEB, type State } from '../state.ts';
import { wordsOf } from '../words-of.ts';

/** Share of requests that v2 has to answer while the bad revision is stuck. */
const SERVED_SHARE = 0.95;

export const stuckRollout: Check<State> = {
  id: 'stuck-rollout',
  async run(context, state) {
    given(state.v1, 'first-release');
    const { url, release } = given(state.v2, 'lossless-rollout');
    const pods = () => deploymentPods(context, release.deployment);

    const { value, record } = await underLoad(context, state.prober, { url, perSecond: 10 }, () =>
      watchEndpoints(context, { service: WEB, pods }, async () => {
        await releaseBrokenRevision(context, WEB);

        try {
          await expectMissedDeadline(context);
        } finally {
          const [newest] = await replicaSets(context, await readDeployment(context, WEB));
          if (newest !== undefined) state.bad = newest.uid;
        }
      }),
    );

    const deviating = deviatingEndpoints(context, value.deviations);
    if (deviating.length > 0) throw new Mismatch(deviating);
    const { requests } = record;
    const words = wordsOf(state, 'v2');
    const failed = requests.filter((request) => answerProblem(request, words) !== undefined);
    if (failed.length <= requests.length * (1 - SERVED_SHARE)) return;
    throw context.mismatch(
      'old-version-interrupted',
      { failed: failed.length, total: requests.length },
      {
        position: place(context, 'v2/', 'spec', 'strategy'),
        evidence: [loadEvidence(record, failed, 'Service web')],
      },
    );
  },
};
