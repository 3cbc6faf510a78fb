import { applyObjects } from '../../graders/apply/apply-objects.ts';
import { defineGrader, type Check } from '../../graders/define-grader.ts';
import { given } from '../../graders/given.ts';
import { Mismatch } from '../../graders/mismatch.ts';
import { expectAnswer } from '../../graders/traffic/expect-answer.ts';
import { hasWord } from '../../graders/traffic/has-word.ts';
import { loadEvidence } from '../../graders/traffic/load-evidence.ts';
import { startProber, type Prober } from '../../graders/traffic/start-prober.ts';
import { underLoad } from '../../graders/traffic/under-load.ts';
import { expectBudget } from '../../graders/workload/expect-budget.ts';
import { podCountEvidence } from '../../graders/workload/pod-count-evidence.ts';
import { readDeployment } from '../../graders/workload/read-deployment.ts';
import { releaseBrokenRevision } from '../../graders/workload/release-broken-revision.ts';
import { replicaSets } from '../../graders/workload/replica-sets.ts';
import { rolledOut, type RolledOut } from '../../graders/workload/rolled-out.ts';
import { scaleDeployment } from '../../graders/workload/scale-deployment.ts';
import { undoRollout } from '../../graders/workload/undo-rollout.ts';
import { watchPods, type PodCounts } from '../../graders/workload/watch-pods.ts';
import { expectMissedDeadline } from './expect-missed-deadline.ts';
import { place } from './place.ts';
import { lostRequests, missingPods, stillOld } from './rollout-findings.ts';

const WEB = 'web';
const FEWEST_REPLICAS = 2;
const MOST_REPLICAS = 4;
/** Requests go on after the roll-out while the last old pods end. */
const COOL_DOWN = 4_000;
/** Share of requests that v2 has to answer while the bad revision is stuck. */
const SERVED_SHARE = 0.95;

interface State {
  prober: Prober;
  v1?: RolledOut;
  /** Set once v2 was completely rolled out and serves, whatever was lost on the way. */
  v2?: { release: RolledOut; pods: PodCounts; url: string };
  /** Set once v2 is back after the bad revision. */
  restored?: true;
}

const firstRelease: Check<State> = {
  id: 'first-release',
  async run(context, state) {
    await applyObjects(context, context.submission.objects('v1/'));
    const v1 = await rolledOut(context, WEB, { within: 90_000 });
    const { replicas } = v1.deployment.spec;
    const position = place(context, 'v1/', 'spec', 'replicas');
    if (replicas < FEWEST_REPLICAS) throw context.mismatch('too-few-replicas', { replicas }, { position });
    if (replicas > MOST_REPLICAS) throw context.mismatch('too-many-replicas', { replicas }, { position });
    const active = (await replicaSets(context, v1.deployment)).filter(({ wanted }) => wanted > 0);
    if (active.length !== 1) throw context.mismatch('several-active-replica-sets', { count: active.length });
    await expectAnswer(context, state.prober, { service: WEB, wanted: 'v1', within: 45_000 });
    await expectBudget(context, v1.deployment, { within: 15_000 });
    state.v1 = v1;
  },
};

const losslessRollout: Check<State> = {
  id: 'lossless-rollout',
  needs: ['first-release'],
  async run(context, state) {
    const v1 = given(state.v1, 'first-release');
    const url = await expectAnswer(context, state.prober, { service: WEB, wanted: 'v1', within: 15_000 });
    const { value, record } = await underLoad(context, state.prober, { url, coolDown: COOL_DOWN }, () =>
      watchPods(context, v1.deployment, async () => {
        await applyObjects(context, context.submission.objects('v2/'));
        return rolledOut(context, WEB, { within: 120_000 });
      }),
    );
    const { value: release, pods } = value;
    const served = record.requests.slice(-10).every(({ body }) => hasWord(body, 'v2'));
    if (served) state.v2 = { release, pods, url };
    const replicas = Math.min(v1.deployment.spec.replicas, release.deployment.spec.replicas);
    const findings = [
      ...lostRequests(context, record),
      ...missingPods(context, pods, replicas),
      ...(served ? [] : [stillOld(context, record)]),
    ];
    if (findings.length > 0) throw new Mismatch(findings);
  },
};

const podSurge: Check<State> = {
  id: 'pod-surge',
  needs: ['first-release'],
  async run(context, state) {
    const { release, pods } = given(state.v2, 'lossless-rollout');
    const v1 = given(state.v1, 'first-release');
    const allowed = Math.max(v1.deployment.spec.replicas, release.deployment.spec.replicas) + 1;
    if (pods.highestTotal <= allowed) return;
    throw context.mismatch(
      'too-many-pods',
      { highest: pods.highestTotal, allowed },
      { position: place(context, 'v2/', 'spec', 'strategy'), evidence: [podCountEvidence(pods, WEB)] },
    );
  },
};

const stuckRollout: Check<State> = {
  id: 'stuck-rollout',
  needs: ['first-release'],
  async run(context, state) {
    const { url } = given(state.v2, 'lossless-rollout');
    const { record } = await underLoad(context, state.prober, { url, perSecond: 10 }, async () => {
      await releaseBrokenRevision(context, WEB);
      await expectMissedDeadline(context);
    });
    const { requests } = record;
    const failed = requests.filter((request) => request.class !== 'ok' || !hasWord(request.body, 'v2'));
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

const undo: Check<State> = {
  id: 'undo',
  needs: ['first-release'],
  async run(context, state) {
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
    await expectAnswer(context, state.prober, { service: WEB, wanted: 'v2', within: 15_000 });
    state.restored = true;
    const kept = (await replicaSets(context, deployment)).length;
    if (kept < 3) throw context.mismatch('revisions-not-kept', { kept }, { position });
  },
};

const scaling: Check<State> = {
  id: 'scaling',
  needs: ['first-release'],
  async run(context, state) {
    const from = given(state.v2, 'lossless-rollout').release.deployment.spec.replicas;
    given(state.restored, 'undo');
    const to = from + 2;
    const before = await replicaSets(context, await readDeployment(context, WEB));
    try {
      await scaleDeployment(context, WEB, to);
      const { deployment } = await rolledOut(context, WEB, { within: 60_000 }).catch((error: unknown) => {
        if (!(error instanceof Mismatch)) throw error;
        const found = error.findings[0]?.found;
        throw context.mismatch(
          'scaled-pods-not-ready',
          { from, to },
          { position: place(context, 'v2/', 'spec', 'template', 'spec'), ...(found ? { found } : {}) },
        );
      });
      const after = await replicaSets(context, deployment);
      const known = new Set(before.map(({ uid }) => uid));
      const added = after.filter(({ uid }) => !known.has(uid)).map(({ name }) => name);
      if (added.length > 0)
        throw context.mismatch('scaling-made-replica-set', { from, to }, { found: added.join(', ') });
    } finally {
      await scaleDeployment(context, WEB, from);
    }
  },
};

export default defineGrader<State>({
  prepare: async (context) => ({ prober: await startProber(context) }),
  checks: [firstRelease, losslessRollout, podSurge, stuckRollout, undo, scaling],
});
