import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { createIdentifiers } from '../../../services/domain/identifier.ts';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { buildCheck, buildReport } from '../../support/builders/grading-report.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';

const courseId = DEFAULT_COURSE_ID;
const exercise = '01-objects';
const LEARNER = 5;
const key = { courseId, exercise, githubId: LEARNER };
const HOUR = 3600;
const START = 1_800_000_000;
const at = (seconds: number) => new Date((START + seconds) * 1000);

let server: DatabaseServer;
let store: Store;
let time: number;
let identifiers: ReturnType<typeof createIdentifiers>;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  time = 0;
  let count = 0;

  identifiers = createIdentifiers(
    () => ++count,
    () => new Uint8Array(16),
  );

  store = await createStore({ url: await server.fresh(), now: () => at(time) });
  onTestFinished(() => store.close());
});

/** The learner submits a commit and it is queued. */
async function submit(
  id: string,
  {
    sha = id,
    submitted = 0,
    githubId = LEARNER,
  }: { sha?: string; submitted?: number; githubId?: number } = {},
) {
  const identity = { repositoryId: 7, pullNumber: githubId, headSha: sha, exercise };

  await store.submissions.open({
    id,
    identity: { ...identity, attempt: await store.submissions.nextAttempt(identity) },
    ...{ folder: exercise, authorId: githubId, authorLogin: `learner-${githubId}`, courseId },
    submittedAt: at(submitted),
  });
}

/** A worker grades it: so many points of 100. */
async function grade(id: string, earned: number) {
  const runId = `R-${id}`;
  const started = await store.runs.start({ runId, submissionId: id, workerId: 'w', startedAt: at(time) });

  const report = buildReport({
    runId,
    checks: [
      buildCheck({ id: 'a', points: earned, status: 'pass' }),
      ...(earned < 100 ? [buildCheck({ id: 'b', points: 100 - earned, status: 'fail' })] : []),
    ],
  });

  await store.runs.finish({ runId, fencing: started?.fencing ?? 0, report, state: 'graded' });
}

const earned = async (githubId = LEARNER) => (await store.grades.get({ ...key, githubId }))?.earned;
/** Every grade is as it would be made anew. */
const isSound = async () => expect(await store.grades.recompute(courseId)).toBe(0);

const published = async () => {
  for (const githubId of [LEARNER, 6])
    for (const { submissionId, revision } of await store.publications.forPullRequest(7, githubId))
      await store.publications.published(submissionId, revision);
};

const waiting = async () =>
  (await store.publications.waiting(at(1e6), 100)).map(({ submissionId }) => submissionId);

describe('a grade', () => {
  it('is there from the first submission on and follows it', async () => {
    await submit('S1');
    expect(await store.grades.get(key)).toMatchObject({ state: 'pending', earned: 0, released: true });
    await grade('S1', 70);

    expect(await store.grades.get(key)).toMatchObject({
      ...{ state: 'failed', earned: 70, possible: 100, rawEarned: 70, attempts: 1 },
      ...{ submissionId: 'S1', runId: 'R-S1' },
    });

    await isSound();
  });

  it('is gone with a submission that was cancelled before it was graded', async () => {
    await submit('S1');
    await store.submissions.requestCancel(['S1']);
    expect(await store.grades.get(key)).toBeUndefined();
  });

  it('is not-graded where we failed', async () => {
    await submit('S1');
    await store.submissions.close('S1', 'not-graded');
    expect(await store.grades.get(key)).toMatchObject({ state: 'not-graded' });
  });

  it('counts a commit from when it was first submitted', async () => {
    await store.assignments.put(
      { courseId, exercise, weight: 1, dueAt: at(HOUR), latePolicy: { kind: 'cut-off' } },
      0,
    );

    await submit('S1', { sha: 'x', submitted: HOUR });
    await store.submissions.close('S1', 'not-graded');
    await submit('S2', { sha: 'x', submitted: 5 * HOUR });
    await grade('S2', 100);
    expect(await store.grades.get(key)).toMatchObject({ state: 'passed', lateSeconds: 0 });
  });

  it('changes with the assignment and the policy of the course, and asks to publish that', async () => {
    await submit('S1', { submitted: 2 * HOUR });
    await grade('S1', 80);
    await submit('S2', { submitted: 3 * HOUR });
    await grade('S2', 40);
    await published();
    const late = { kind: 'per-hour', percent: 10 } as const;

    const written = await store.assignments.put(
      { courseId, exercise, weight: 2, dueAt: at(0), latePolicy: late },
      0,
    );

    expect(written).toMatchObject({ value: { version: 1, weight: 2 }, publish: [{ repositoryId: 7 }] });
    expect(await earned()).toBe(64);
    expect(await waiting()).toEqual(['S1']);
    const { version } = await store.assignments.policy(courseId);
    await store.assignments.setPolicy(courseId, { gradePolicy: 'latest' }, version);
    expect(await earned()).toBe(28);
    await isSound();
    await store.assignments.remove(courseId, exercise, 1);
    expect(await earned()).toBe(40);
  });

  it('refuses a change of a version that is not the newest', async () => {
    const assignment = { courseId, exercise, weight: 1 };
    await store.assignments.put(assignment, 0);

    const answers = [
      await store.assignments.put(assignment, 0),
      await store.assignments.put(assignment, 2),
      await store.assignments.remove(courseId, exercise, 2),
      await store.assignments.setPolicy(courseId, { gradePolicy: 'latest' }, 9),
      await store.extensions.put({ ...key, extraAttempts: 1, reason: 'ill', actor: 'x' }, 1),
    ];

    expect(answers).toEqual(['stale', 'stale', 'stale', 'stale', 'stale']);
  });

  it('is better with an extension, and as before without it', async () => {
    await submit('S1', { submitted: 10 * HOUR });
    await grade('S1', 90);

    await store.assignments.put(
      { courseId, exercise, weight: 1, closesAt: at(HOUR), dueAt: at(HOUR), attemptLimit: 1 },
      0,
    );

    expect(await store.grades.get(key)).toMatchObject({ state: 'too-late', earned: 0 });
    const extension = { ...key, dueAt: at(10 * HOUR), extraAttempts: 2, reason: 'ill', actor: 'teacher' };
    await store.extensions.put(extension, 0);
    expect(await earned()).toBe(90);

    expect(await store.assignments.termsFor(key)).toMatchObject({
      closesAt: at(10 * HOUR),
      attemptLimit: 3,
    });

    expect(await store.extensions.list({ courseId })).toMatchObject([{ reason: 'ill', version: 1 }]);
    await isSound();
    await store.extensions.remove(key, 1);
    expect(await earned()).toBe(0);
  });

  it('is what the newest override says until that is revoked, and its comment is told', async () => {
    await submit('S1');
    await grade('S1', 50);
    await published();
    const override = { ...key, reason: 'seen in person', actor: 'teacher' };
    await store.overrides.add({ ...override, overrideId: 'O1', points: 60 });
    await store.overrides.add({ ...override, overrideId: 'O2', points: 100, comment: 'well done' });
    await store.overrides.add({ ...override, overrideId: 'O3', comment: 'see me' });
    expect(await store.grades.get(key)).toMatchObject({ earned: 100, rawEarned: 50, overrideId: 'O2' });
    expect([await store.overrides.comment(key), await waiting()]).toEqual(['see me', ['S1']]);
    for (const overrideId of ['O3', 'O2', 'O2'])
      await store.overrides.revoke({ courseId, overrideId }, { actor: 'head', reason: 'mistaken' });
    expect([await earned(), await store.overrides.comment(key)]).toEqual([60, undefined]);
    await isSound();

    expect(await store.overrides.history(key)).toMatchObject([
      { overrideId: 'O3', revoked: { by: 'head' } },
      { overrideId: 'O2', revoked: { by: 'head', reason: 'mistaken' } },
      { overrideId: 'O1', points: 60 },
    ]);
  });

  it('is right whatever happens at the same time', async () => {
    const learners = [1, 2, 3, 4, 5, 6];

    for (const githubId of learners) {
      await submit(`A${githubId}`, { githubId });
      await submit(`B${githubId}`, { githubId, submitted: HOUR });
    }

    await Promise.all([
      ...learners.flatMap((githubId) => [grade(`A${githubId}`, 80), grade(`B${githubId}`, 60)]),
      ...learners.map((githubId) =>
        store.overrides.add({
          ...{ ...key, githubId, overrideId: `O${githubId}` },
          ...{ points: 10 + githubId, reason: 'r', actor: 'a' },
        }),
      ),
      store.assignments.put({ courseId, exercise, weight: 1, dueAt: at(0) }, 0),
      store.assignments.setPolicy(courseId, { gradePolicy: 'latest' }, 1),
      ...learners.map((githubId) =>
        store.extensions.put({ ...key, githubId, extraAttempts: 1, reason: 'r', actor: 'a' }, 0),
      ),
    ]);

    expect(await Promise.all(learners.map((githubId) => earned(githubId)))).toEqual([11, 12, 13, 14, 15, 16]);
    await isSound();
  });
});

describe('results', () => {
  it('are held for a course and published with the release', async () => {
    await submit('S1');
    await grade('S1', 50);
    await published();
    time = 5;
    await store.results.set({ courseId }, 'held', 1);
    time = 10;
    await submit('S2', { githubId: 6 });
    await grade('S2', 50);
    await published();

    expect([await store.results.isHeld(courseId, exercise), (await store.grades.get(key))?.released]).toEqual(
      [true, false],
    );

    const written = await store.results.set({ courseId }, 'released', 2);

    expect(written).toMatchObject({
      value: { results: 'released', version: 3 },
      publish: [{ repositoryId: 7, pullNumber: 6 }],
    });

    expect([await waiting(), (await store.grades.get(key))?.released]).toEqual([['S2'], true]);
  });

  it('of one exercise differ from those of the course until that is taken back', async () => {
    await store.results.set({ courseId, exercise }, 'held', 1);

    expect(await store.results.get(courseId)).toEqual({
      results: 'released',
      exercises: [{ exercise, results: 'held' }],
      version: 2,
    });

    expect(await store.results.isHeld(courseId, '02-batch-jobs')).toBe(false);
    await store.results.set({ courseId, exercise }, 'course', 2);
    expect(await store.results.isHeld(courseId, exercise)).toBe(false);
    expect(await store.results.set({ courseId }, 'held', 2)).toBe('stale');
  });
});

describe('a regrade', () => {
  const preview = (regradeId = 'G1') =>
    store.regrades.preview(
      {
        regradeId,
        courseId,
        filter: { exercise, which: 'current' },
        reason: 'grader fixed',
        actor: 'teacher',
      },
      { most: 10, identifiers },
    );

  const begin = async () => {
    const begun = await preview();
    if (typeof begun === 'string') throw new Error(begun);
    return begun.submissionIds;
  };

  beforeEach(async () => {
    await submit('S1');
    await grade('S1', 50);
    await submit('S2', { githubId: 6 });
    await grade('S2', 80);
    await published();
  });

  it('counts and tells nothing until it is published, and can be undone', async () => {
    const [first = '', second = ''] = await begin();
    expect(await waiting()).toEqual([]);
    await grade(first, 100);
    expect((await store.regrades.get(courseId, 'G1'))?.state).toBe('previewing');
    await grade(second, 70);
    expect([await earned(), await earned(6), await waiting()]).toEqual([50, 80, []]);
    expect(await store.submissions.forPullRequest(7, LEARNER)).toHaveLength(1);
    const regrade = await store.regrades.get(courseId, 'G1');
    expect(regrade).toMatchObject({ state: 'previewed', items: { graded: 2 } });

    const changes = [
      { githubId: LEARNER, before: { earned: 50, state: 'failed' }, after: { earned: 100, state: 'passed' } },
      { githubId: 6, before: { earned: 80 }, after: { earned: 70 } },
    ];

    expect(await store.regrades.changes('G1')).toMatchObject(changes);

    const version = regrade?.version ?? 0;
    expect(await store.regrades.publish('G1', { version: version + 1, onlyBetter: false })).toBe('stale');
    await store.regrades.publish('G1', { version, onlyBetter: false });
    expect([await earned(), await earned(6)]).toEqual([100, 70]);
    expect((await waiting()).toSorted()).toEqual([first, second].toSorted());
    expect(await store.regrades.changes('G1')).toMatchObject(changes);

    expect(
      (await store.submissions.forPullRequest(7, LEARNER)).map(({ id, attempt }) => [id, attempt]),
    ).toEqual([[first, 2]]);

    await isSound();
    // A second press changes nothing.
    expect(await store.regrades.publish('G1', { version, onlyBetter: false })).toBeUndefined();

    await published();
    await store.submissions.setCheckRun(first, 77);
    await store.regrades.undo('G1', { version: version + 1, actor: 'teacher' });
    expect([await earned(), await earned(6)]).toEqual([50, 80]);
    expect((await waiting()).toSorted()).toEqual(['S1', 'S2']);
    expect((await store.submissions.get('S1'))?.checkRunId).toBe(77);
    await isSound();
    // The learner goes on with a number of their own.
    const identity = { repositoryId: 7, pullNumber: LEARNER, headSha: 'S1', exercise };
    expect(await store.submissions.nextAttempt(identity)).toBe(3);
  });

  it('may leave out what would be worse', async () => {
    const [first = '', second = ''] = await begin();
    await grade(first, 100);
    await grade(second, 70);
    await store.regrades.publish('G1', { version: 2, onlyBetter: true });
    expect([await earned(), await earned(6)]).toEqual([100, 80]);
    expect((await store.regrades.get(courseId, 'G1'))?.items).toEqual({ published: 1, kept: 1 });
  });

  it('keeps the former result where the new grading fails through us', async () => {
    const [first = '', second = ''] = await begin();
    await store.submissions.close(first, 'not-graded');
    await grade(second, 90);

    expect(await store.regrades.get(courseId, 'G1')).toMatchObject({
      state: 'previewed',
      items: { 'not-graded': 1, graded: 1 },
    });

    await store.regrades.publish('G1', { version: 2, onlyBetter: false });
    expect([await earned(), await earned(6)]).toEqual([50, 90]);
  });

  it('is begun once, however often it is asked for, and cancels what waits when it is discarded', async () => {
    const [first = ''] = await begin();
    expect(await preview()).toMatchObject({ regrade: { items: { open: 2 } } });
    await grade(first, 100);
    await store.regrades.discard('G1', { version: 1, actor: 'teacher' });
    expect([await earned(), await waiting()]).toEqual([50, []]);

    const states = await Promise.all(
      (await store.regrades.items('G1', { limit: 9 })).map((item) =>
        store.submissions.get(item.newSubmissionId),
      ),
    );

    expect(states.map((one) => one?.state)).toEqual(['graded', 'cancelled']);
    expect(await store.regrades.undo('G1', { version: 2, actor: 'teacher' })).toBeUndefined();
  });

  it('leaves alone what another regrade has replaced, and undoing that one later', async () => {
    for (const id of await begin()) await grade(id, 60);
    const other = await preview('G2');
    if (typeof other === 'string') throw new Error(other);
    for (const id of other.submissionIds) await grade(id, 95);
    await store.regrades.publish('G1', { version: 2, onlyBetter: false });
    await store.regrades.publish('G2', { version: 2, onlyBetter: false });
    expect([await earned(), (await store.regrades.get(courseId, 'G2'))?.items]).toEqual([60, { kept: 2 }]);
    await isSound();
  });

  it.each([
    ['of one learner', { githubId: 6 }, ['S2']],
    ['that failed a check', { failedCheck: 'b' }, ['S1', 'S2']],
    ['that passed', { result: 'passed' as const }, []],
    ['of another version of the exercise', { notGradedBy: '9c1f0a7be2d4' }, []],
    ['one', { submissionId: 'S1' }, ['S1']],
  ])('chooses submissions: %s', async (_, filter, expected) => {
    const begun = await store.regrades.preview(
      { regradeId: 'G', courseId, filter: { which: 'current', ...filter }, reason: 'r', actor: 'a' },
      { most: 10, identifiers },
    );

    const items = begun === 'nothing' ? [] : await store.regrades.items('G', { limit: 10 });
    expect(items.map((item) => item.submissionId)).toEqual(expected);
  });

  it('grades several attempts at one commit again, each under a number that no learner could take', async () => {
    await submit('S3', { sha: 'S1' });
    await grade('S3', 60);

    const attempts = async (regradeId: string) => {
      const filter = { githubId: LEARNER, which: 'all' as const };
      const regrade = { regradeId, courseId, filter, reason: 'r', actor: 'a' };
      await store.regrades.preview(regrade, { most: 10, identifiers });
      const items = await store.regrades.items(regradeId, { limit: 10 });
      const opened = await Promise.all(items.map((item) => store.submissions.get(item.newSubmissionId)));
      return items.map((item, index) => [item.submissionId, opened[index]?.headSha, opened[index]?.attempt]);
    };

    expect(await attempts('G1')).toEqual([
      ['S1', 'S1', -1],
      ['S3', 'S1', -2],
    ]);

    expect(await attempts('G2')).toEqual([
      ['S1', 'S1', -3],
      ['S3', 'S1', -4],
    ]);

    for (const { newSubmissionId } of await store.regrades.items('G1', { limit: 10 }))
      await grade(newSubmissionId, 90);
    await store.regrades.publish('G1', { version: 2, onlyBetter: false });
    const shown = () => store.submissions.forPullRequest(7, LEARNER);
    expect((await shown()).map(({ attempt }) => attempt).toSorted()).toEqual([3, 4]);
    await store.regrades.undo('G1', { version: 3, actor: 'a' });

    expect((await shown()).map(({ id, attempt }) => [id, attempt])).toEqual([
      ['S1', 1],
      ['S3', 2],
    ]);

    await isSound();
  });

  it('refuses more submissions than it may take', async () => {
    const filter = { which: 'all' as const };
    const regrade = { regradeId: 'G', courseId, filter, reason: 'r', actor: 'a' };
    expect(await store.regrades.preview(regrade, { most: 1, identifiers })).toBe('too-many');
    expect(await store.regrades.get(courseId, 'G')).toBeUndefined();
  });
});
