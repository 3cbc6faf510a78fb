import type { Check } from '../../../graders/core/define-grader.ts';
import { given } from '../../../graders/core/given.ts';
import { podCountEvidence } from '../../../graders/workloads/pod-count-evidence.ts';
import { place } from '../place.ts';
import { WEB, type State } from '../state.ts';

export const podSurge: Check<State> = {
  id: 'pod-surge',
  async run(context, state) {
    const v1 = given(state.v1, 'first-release');
    const { release, pods } = given(state.v2, 'lossless-rollout');
    const allowed = Math.max(v1.deployment.spec.replicas, release.deployment.spec.replicas) + 1;
    if (pods.highestTotal <= allowed) return;
    throw context.mismatch(
      'too-many-pods',
      { highest: pods.highestTotal, allowed },
      { position: place(context, 'v2/', 'spec', 'strategy'), evidence: [podCountEvidence(pods, WEB)] },
    );
  },
};
