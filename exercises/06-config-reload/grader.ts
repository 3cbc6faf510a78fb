import { applyObjects } from '../../graders/objects/apply/apply-objects.ts';
import { leftOutNotes } from '../../graders/objects/apply/left-out-notes.ts';
import { onlySubjects } from '../../graders/objects/apply/only-subjects.ts';
import { Blocked } from '../../graders/core/blocked.ts';
import { defineGrader, type Check } from '../../graders/core/define-grader.ts';
import { eventually } from '../../graders/core/eventually.ts';
import { given } from '../../graders/core/given.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import { replaceWords } from '../../graders/submission/replace-words.ts';
import { startProber } from '../../graders/network/start-prober.ts';
import { withNotes } from '../../graders/core/with-notes.ts';
import { refusesChange } from '../../graders/config/refuses-change.ts';
import { rolledOut } from '../../graders/workloads/rolled-out.ts';
import { undoRollout } from '../../graders/workloads/undo-rollout.ts';
import { applyV2 } from './apply-v2.ts';
import { expectCopy } from './expect-copy.ts';
import { expectReload } from './expect-reload.ts';
import { expectValueOfB } from './expect-value-of-b.ts';
import { applicationPods } from './application-pods.ts';
import { judgeHygiene } from './judge-hygiene.ts';
import { judgeV1 } from './judge-v1.ts';
import { lostRequests } from './lost-requests.ts';
import { mapsWritable } from './maps-writable.ts';
import { placeOfB } from './place-of-b.ts';
import { rememberLeaks, rememberMaps } from './remember-what-pods-show.ts';
import { drawRunWords } from './run-words.ts';
import { A, B, C, type State } from './state.ts';

/** What each application is worth in `values-visible`: app-a and app-b have checks of their own besides. */
const SHARES = [
  { name: A, share: 0.2 },
  { name: B, share: 0.2 },
  { name: C, share: 0.6 },
] as const;

const valuesVisible: Check<State> = {
  id: 'values-visible',
  run: (context, state) =>
    withNotes(state.notes, async () => {
      await applyObjects(context, state.v1);
      state.applied = true;

      const judged = await Promise.allSettled(
        SHARES.map(async ({ name, share }) => ({ share, findings: await judgeV1(context, state, name) })),
      );

      const outcomes = judged.map((one) => {
        if (one.status === 'rejected') throw one.reason;
        return one.value;
      });

      await rememberMaps(context, state);
      await rememberLeaks(context, state);
      const right = outcomes.filter(({ findings }) => findings.length === 0);
      if (right.length === SHARES.length) return;
      const findings = outcomes.flatMap((one) => one.findings);
      return { share: right.reduce((sum, { share }) => sum + share, 0), findings };
    }),
};

const liveReload: Check<State> = {
  id: 'live-reload',
  async run(context, state) {
    given(state.applied, 'values-visible');
    const { prober, words } = state;
    const other = words.another('a-v1');
    const before = state.a && (await applicationPods(context, A));
    const copied = state.a?.copy;
    if (copied) await eventually(context, () => copied.change(other.words), { within: 10_000 });
    const changedAt = await applyV2(context, state);
    const { copy, word } = given(state.a, 'values-visible');
    const refused = state.v2Applied?.refusals.a ?? [];
    if (refused.length > 0) throw new Mismatch(refused, { final: true });
    const reload = { before: before ?? [], changedAt, wanted: words.of('a-v2'), unwanted: words.not('a-v2') };
    await expectReload(context, prober, reload);

    // Its map was changed before those of v2, and with a word that stands nowhere else.
    const expected = {
      service: A,
      wanted: other.word,
      unwanted: [word],
      message: 'copy-not-reloaded',
    } as const;

    const left = changedAt + 120_000 - context.clock.now();
    await expectCopy(context, prober, copy, expected, { within: Math.max(left, 10_000) });
    await copy.remove();
  },
};

const environmentRollout: Check<State> = {
  id: 'environment-rollout',
  async run(context, state) {
    const { revision } = given(state.b, 'values-visible');
    const { refusals, b } = given(state.v2Applied, 'live-reload');
    if (refusals.b.length > 0) throw new Mismatch(refusals.b, { final: true });
    const { record, rollout } = given(b, 'live-reload');
    if (rollout instanceof Mismatch) throw rollout;

    if (rollout.current.uid === revision.uid) {
      const found = `ReplicaSet ${revision.name}, as before`;
      const position = placeOfB(context, 'spec', 'template');
      throw context.mismatch('no-rollout', {}, { expected: 'a new ReplicaSet', found, position });
    }

    state.rolledB = true;
    const findings = lostRequests(context, record, state.words);
    if (findings.length > 0) throw new Mismatch(findings);
    await expectValueOfB(context, state, 'b-v2', 'new-value-not-served');
  },
};

const undoValues: Check<State> = {
  id: 'undo-values',
  async run(context, state) {
    const { revision } = given(state.b, 'values-visible');
    given(state.rolledB, state.v2Applied ? 'environment-rollout' : 'live-reload');
    await undoRollout(context, B);
    const { current } = await rolledOut(context, B, { within: 90_000 });

    if (current.uid !== revision.uid) {
      const details = { expected: `ReplicaSet ${revision.name}`, found: `ReplicaSet ${current.name}` };
      throw context.mismatch('undo-missed-v1', {}, { ...details, position: placeOfB(context, 'spec') });
    }

    await expectValueOfB(context, state, 'b-v1', 'undo-kept-new-value');
  },
};

const immutableMap: Check<State> = {
  id: 'immutable-map',
  async run(context, state) {
    given(state.applied, 'values-visible');
    await rememberMaps(context, state);
    const submitted = [...state.v1, ...state.v2].filter(({ value }) => value.kind === 'ConfigMap');

    const names = [...new Set(submitted.map(({ value }) => value.metadata.name))].filter((name) =>
      state.mapsInUse.has(name),
    );

    if (names.length === 0 && !state.a && !state.b && !state.c) throw new Blocked('values-visible');
    if (names.length === 0) throw context.mismatch('no-map-in-use');
    for (const name of names)
      if (await eventually(context, () => refusesChange(context, name), { within: 10_000 })) return;
    throw mapsWritable(context, state, names);
  },
};

const secretHygiene: Check<State> = {
  id: 'secret-hygiene',
  async run(context, state) {
    given(state.applied, 'values-visible');
    await judgeHygiene(context, state);
  },
};

export default defineGrader<State>({
  prepare: async (context) => {
    const words = drawRunWords(context);

    const [v1, v2] = ['v1/', 'v2/'].map((folder) =>
      onlySubjects(
        context.submission.objects(folder),
        SHARES.map(({ name }) => ({ kind: 'Deployment', name })),
      ),
    );

    return {
      submitted: ['v1/', 'v2/'].flatMap((folder) => context.submission.objects(folder)),
      prober: await startProber(context),
      words,
      v1: replaceWords(v1?.selected ?? [], words.drawn),
      v2: replaceWords(v2?.selected ?? [], words.drawn),
      notes: leftOutNotes(context, [...(v1?.leftOut ?? []), ...(v2?.leftOut ?? [])]),
      mapsInUse: new Set(),
      leaks: [],
      sawA: false,
    };
  },
  checks: [valuesVisible, liveReload, environmentRollout, undoValues, immutableMap, secretHygiene],
});
