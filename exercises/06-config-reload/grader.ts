import { applyObjects } from '../../graders/apply/apply-objects.ts';
import type { Finding } from '../../graders/contract/finding.ts';
import { defineGrader, type Check } from '../../graders/define-grader.ts';
import { eventually } from '../../graders/eventually.ts';
import { given } from '../../graders/given.ts';
import type { GraderContext } from '../../graders/grader-context.ts';
import { Mismatch } from '../../graders/mismatch.ts';
import { leaksInEnvironments, leaksInLogs } from '../../graders/leaks/find-leaks.ts';
import { leaksInObjects } from '../../graders/leaks/leaks-in-objects.ts';
import { submittedSecrets } from '../../graders/leaks/submitted-secrets.ts';
import { describeProbe } from '../../graders/traffic/describe-probe.ts';
import { expectAnswer } from '../../graders/traffic/expect-answer.ts';
import { failedRequests } from '../../graders/traffic/failed-requests.ts';
import { hasWord } from '../../graders/traffic/has-word.ts';
import { loadEvidence } from '../../graders/traffic/load-evidence.ts';
import type { LoadRecord } from '../../graders/traffic/load-record.ts';
import { startProber, type Prober } from '../../graders/traffic/start-prober.ts';
import { underLoad } from '../../graders/traffic/under-load.ts';
import { configMapsOf } from '../../graders/workload/config-maps-of.ts';
import { podsOf } from '../../graders/workload/pods-of.ts';
import { readDeployment } from '../../graders/workload/read-deployment.ts';
import { refusesChange } from '../../graders/workload/refuses-change.ts';
import { replicaSets } from '../../graders/workload/replica-sets.ts';
import { rolledOut, type RolledOut } from '../../graders/workload/rolled-out.ts';
import { submittedPlace } from '../../graders/workload/submitted-place.ts';
import { undoRollout } from '../../graders/workload/undo-rollout.ts';
import { expectReload } from './expect-reload.ts';
import { expectProjectedFiles } from './projected-files.ts';

const [A, B, C] = ['app-a', 'app-b', 'app-c'] as const;
/** Requests go on after the roll-out while the last old pods end. */
const COOL_DOWN = 4_000;
const SHORTEST_SECRET = 8;

interface State {
  prober: Prober;
  /** Set once v1 runs and its pages answer, whatever app-c shows. */
  v1?: { a: RolledOut; b: RolledOut; urlA: string; urlB: string };
  /** Set once v2 was applied: the requests sent to app-b meanwhile, and what came of its roll-out. */
  v2?: { record: LoadRecord; b: RolledOut | Mismatch };
  /** Set once app-b runs another ReplicaSet than that of v1. */
  rolledB?: true;
}

const valuesVisible: Check<State> = {
  id: 'values-visible',
  async run(context, state) {
    await applyObjects(context, context.submission.objects('v1/'));
    const a = await rolledOut(context, A, { within: 90_000 });
    const b = await rolledOut(context, B, { within: 60_000 });
    const c = await rolledOut(context, C, { within: 60_000 });
    const urlA = await expectAnswer(context, state.prober, { service: A, wanted: 'a-v1', within: 45_000 });
    const urlB = await expectAnswer(context, state.prober, { service: B, wanted: 'b-v1', within: 45_000 });
    state.v1 = { a, b, urlA, urlB };
    const secrets = submittedSecrets(context.submission.objects('v1/'));
    if (secrets.length === 0) throw context.mismatch('no-secret');
    const values = secrets.map(({ value }) => value);
    for (const pod of c.pods)
      await eventually(context, () => expectProjectedFiles(context, pod, values), {
        within: 10_000,
        every: 1_000,
      });
  },
};

const liveReload: Check<State> = {
  id: 'live-reload',
  async run(context, state) {
    const v1 = given(state.v1, 'values-visible');
    const before = await podsOf(context, [v1.a.current]);
    let changedAt = context.clock.now();
    const { value: b, record } = await underLoad(
      context,
      state.prober,
      { url: v1.urlB, coolDown: COOL_DOWN },
      async () => {
        await applyObjects(context, context.submission.objects('v2/'));
        changedAt = context.clock.now();
        return rolledOut(context, B, { within: 120_000 }).catch(mismatchAsValue);
      },
    );
    state.v2 = { record, b };
    await expectReload(context, state.prober, { url: v1.urlA, before, changedAt });
  },
};

const environmentRollout: Check<State> = {
  id: 'environment-rollout',
  async run(context, state) {
    const v1 = given(state.v1, 'values-visible');
    const { b, record } = given(state.v2, 'live-reload');
    if (b instanceof Mismatch) throw b;
    if (b.current.uid === v1.b.current.uid)
      throw context.mismatch(
        'no-rollout',
        {},
        {
          expected: 'a new ReplicaSet',
          found: `ReplicaSet ${b.current.name}, as before`,
          position: placeOf(context, B, 'spec', 'template'),
        },
      );
    state.rolledB = true;
    const findings = [...lostRequests(context, record), ...oldValue(context, record)];
    if (findings.length > 0) throw new Mismatch(findings);
  },
};

const undoValues: Check<State> = {
  id: 'undo-values',
  async run(context, state) {
    const v1 = given(state.v1, 'values-visible');
    given(state.rolledB, state.v2 ? 'environment-rollout' : 'live-reload');
    const position = placeOf(context, B, 'spec');
    await undoRollout(context, B);
    const { current } = await rolledOut(context, B, { within: 90_000 });
    if (current.uid !== v1.b.current.uid)
      throw context.mismatch(
        'undo-missed-v1',
        {},
        {
          expected: `ReplicaSet ${v1.b.current.name}`,
          found: `ReplicaSet ${current.name}`,
          position,
        },
      );
    await eventually(context, () => expectOldValue(context, state.prober, v1.urlB), {
      within: 20_000,
      every: 1_000,
    });
  },
};

const immutableMap: Check<State> = {
  id: 'immutable-map',
  async run(context, state) {
    given(state.v1, 'values-visible');
    const submitted = new Set(
      ['v1/', 'v2/']
        .flatMap((folder) => context.submission.objects(folder))
        .filter(({ value }) => value.kind === 'ConfigMap')
        .map(({ value }) => value.metadata.name),
    );
    const names = (await configMapsInUse(context)).filter((name) => submitted.has(name));
    if (names.length === 0) throw context.mismatch('no-map-in-use');
    for (const name of names) if (await refusesChange(context, name)) return;
    const position = submittedPlace(context, { in: 'v1/', kind: 'ConfigMap', name: names[0] ?? '' });
    throw context.mismatch('maps-writable', { names: names.join(', ') }, { position });
  },
};

const secretHygiene: Check<State> = {
  id: 'secret-hygiene',
  async run(context, state) {
    given(state.v1, 'values-visible');
    const objects = ['v1/', 'v2/'].flatMap((folder) => context.submission.objects(folder));
    const secrets = submittedSecrets(objects);
    if (secrets.length === 0) throw context.mismatch('no-secret');
    const short = secrets.find(({ value }) => value.length < SHORTEST_SECRET);
    if (short) throw context.mismatch('secret-too-short', { name: short.secret });
    const deployment = await readDeployment(context, A);
    const podsOfA = await podsOf(context, await replicaSets(context, deployment));
    const findings = [
      ...leaksInObjects(context, objects, secrets),
      ...(await leaksInEnvironments(context, podsOfA, secrets)),
      ...(await leaksInLogs(context, secrets)),
    ];
    if (findings.length > 0) throw new Mismatch(findings);
  },
};

export default defineGrader<State>({
  prepare: async (context) => ({ prober: await startProber(context) }),
  checks: [valuesVisible, liveReload, environmentRollout, undoValues, immutableMap, secretHygiene],
});

async function expectOldValue(context: GraderContext, prober: Prober, url: string): Promise<void> {
  const answer = await prober.get(url);
  if (answer.class === 'ok' && hasWord(answer.body, 'b-v1')) return;
  const details = {
    expected: 'an answer that contains "b-v1"',
    found: describeProbe(answer),
    position: placeOf(context, B, 'spec', 'template', 'spec', 'containers'),
  };
  throw context.mismatch('undo-kept-new-value', {}, details);
}

function lostRequests(context: GraderContext, record: LoadRecord): Finding[] {
  const failed = failedRequests(record);
  if (failed.length === 0) return [];
  const params = { failed: failed.length, total: record.requests.length };
  return [
    context.finding('requests-failed', params, {
      position: placeOf(context, B, 'spec', 'template', 'spec', 'containers', 0),
      evidence: [loadEvidence(record, failed, 'Service app-b')],
    }),
  ];
}

function oldValue(context: GraderContext, { requests }: LoadRecord): Finding[] {
  if (requests.slice(-10).every(({ body }) => hasWord(body, 'b-v2'))) return [];
  const details = {
    expected: 'answers that contain "b-v2"',
    found: requests.at(-1)?.body ?? 'no answer',
    position: placeOf(context, B, 'spec', 'template', 'spec', 'containers', 0),
  };
  return [context.finding('new-value-not-served', {}, details)];
}

/** ConfigMaps that any revision of the three Deployments refers to. */
async function configMapsInUse(context: GraderContext): Promise<string[]> {
  const names: string[] = [];
  for (const name of [A, B, C])
    for (const { replicaSet } of await replicaSets(context, await readDeployment(context, name))) {
      const spec = replicaSet.spec?.template?.spec;
      if (spec) names.push(...configMapsOf(spec));
    }
  return [...new Set(names)];
}

function placeOf(context: GraderContext, name: string, ...path: (string | number)[]) {
  return submittedPlace(context, { in: 'v2/', kind: 'Deployment', name, path });
}

function mismatchAsValue(error: unknown): Mismatch {
  if (error instanceof Mismatch) return error;
  throw error;
}
