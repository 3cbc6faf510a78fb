import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { CheckStatus } from '../../../graders/contract/check-result.ts';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { proposeReviews } from '../../../services/reconcile/propose-reviews.ts';
import {
  buildCheck,
  buildFinding,
  buildMessage,
  buildReport,
} from '../../support/builders/grading-report.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { askAsOperator, OPERATOR, startApi } from '../../support/running-api.ts';

const EXERCISE = '02-probes';
const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 9, 0, second));

let server: DatabaseServer;
let api: Awaited<ReturnType<typeof startApi>>;
let db: pg.Client;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  const url = await server.fresh();
  api = await startApi(url, { now: () => at(100) });
  onTestFinished(() => api.close());
  db = new pg.Client({ connectionString: url });
  await db.connect();
  onTestFinished(() => db.end());
});

const ask = (method: 'GET' | 'POST', url: string, more?: Parameters<typeof askAsOperator>[3]) =>
  askAsOperator(api, method, `/courses/default${url}`, more);

let runs = 0;

/** Grades one submission of a learner for real; `manifests` stands for its content. */
async function grade(
  githubId: number,
  statuses: Record<string, CheckStatus>,
  { manifests = `sha256:${runs}`, second = 0, code = 'replicas-differ' } = {},
): Promise<string> {
  const number = ++runs;
  const id = `S${String(number).padStart(25, '0')}`;
  const runId = `R${String(number).padStart(25, '0')}`;
  const { store } = api;

  await store.submissions.open({
    id,
    identity: { repositoryId: githubId, pullNumber: 1, headSha: `${number}`, exercise: EXERCISE, attempt: 1 },
    authorId: githubId,
    authorLogin: `learner${githubId}`,
    folder: '',
  });

  await db.query('update submissions set created_at = $2 where id = $1', [id, at(second)]);

  const started = await store.runs.start({
    runId,
    submissionId: id,
    workerId: 'w',
    startedAt: at(second),
  });

  const report = buildReport({
    runId,
    checks: Object.entries(statuses).map(([name, status]) =>
      buildCheck({
        id: name,
        status,
        points: 50,
        findings: status === 'fail' ? [buildFinding({ message: buildMessage({ id: code }) })] : [],
      }),
    ),
    versions: { exercise: 'v1', nodeImage: 'node', manifests },
    finishedAt: at(second + 5).toISOString(),
  });

  expect(await store.runs.finish({ runId, fencing: started?.fencing ?? 0, report, state: 'graded' })).toBe(
    true,
  );

  return runId;
}

const STAFF = 9;

/** The roster has learners 1 and 2 and a teacher; whoever else hands something in is none of its members. */
const enrol = () =>
  api.store.members.write(DEFAULT_COURSE_ID, [
    { githubId: 1, role: 'learner', active: true },
    { githubId: 2, role: 'learner', active: true },
    { githubId: STAFF, role: 'instructor', active: true },
  ]);

/** Learners whose unchanged work was judged now so, now so. */
async function contradict(...githubIds: number[]): Promise<void> {
  for (const githubId of githubIds)
    for (const status of ['fail', 'pass'] as const)
      await grade(githubId, { traffic: status, image: 'pass' }, { manifests: `sha256:of-${githubId}` });
}

const detect = () =>
  proposeReviews({
    ...api.store,
    identifiers: { next: () => `Q${String(++runs).padStart(25, '0')}` },
    now: () => at(100).getTime(),
    logger: { warn: () => undefined },
  });

describe('statistics', () => {
  it('tell how far learners are, what failed most and what it cost', async () => {
    await grade(1, { traffic: 'fail', image: 'pass' }, { second: 0, code: 'dropped-requests' });

    const example = await grade(
      1,
      { traffic: 'fail', image: 'fail' },
      { second: 10, code: 'dropped-requests' },
    );

    await grade(1, { traffic: 'pass', image: 'pass' }, { second: 20 });
    await grade(1, { traffic: 'fail', image: 'pass' }, { second: 30, code: 'no-route' });
    await grade(2, { traffic: 'error', image: 'pass' }, { second: 40 });

    expect((await ask('GET', `/exercises/${EXERCISE}/statistics`)).json()).toMatchObject({
      exercise: EXERCISE,
      runs: 5,
      notGraded: 1,
      learners: 1,
      passedLearners: 1,
      attemptsToPass: { lower: 3, median: 3, upper: 3 },
      secondsToPass: { lower: 25, median: 25, upper: 25 },
      clusterSeconds: { total: 175, perRun: { median: 35 } },
      checks: [
        { checkId: 'image', counts: { pass: 4, fail: 1 }, passRate: 0.8 },
        {
          checkId: 'traffic',
          counts: { pass: 1, fail: 3, error: 1 },
          passRate: 0.25,
          mismatches: [
            { code: 'dropped-requests', count: 2, exampleRunId: example },
            { code: 'no-route', count: 1 },
          ],
          underReview: false,
        },
      ],
      scores: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      phases: [
        { phase: 'cluster', durationMs: { median: 21_000 } },
        { phase: 'grade', durationMs: { median: 14_000 } },
      ],
    });

    expect((await ask('GET', '/statistics')).json()).toMatchObject({
      items: [{ exercise: EXERCISE, runs: 5 }],
      next: null,
    });
  });

  it('do not count the preview of a regrade', async () => {
    await grade(1, { traffic: 'fail' });
    const preview = await grade(1, { traffic: 'pass' });

    await db.query(
      'update submissions set counts = false where id = (select submission_id from runs where run_id = $1)',
      [preview],
    );

    expect((await ask('GET', `/exercises/${EXERCISE}/statistics`)).json()).toMatchObject({
      runs: 1,
      passedLearners: 0,
      checks: [{ counts: { pass: 0, fail: 1 } }],
      scores: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    });
  });

  it('do not count what a newer commit took the place of', async () => {
    await api.store.submissions.open({
      id: 'S1',
      identity: { repositoryId: 1, pullNumber: 1, headSha: 'x', exercise: EXERCISE, attempt: 1 },
      authorId: 1,
      authorLogin: 'learner1',
      folder: '',
    });

    await api.store.runs.start({ runId: 'R1', submissionId: 'S1', workerId: 'w', startedAt: at(0) });
    await api.store.submissions.requestCancel(['S1']);

    await api.store.runs.finish({
      runId: 'R1',
      fencing: 1,
      report: buildReport({ runId: 'R1' }),
      state: 'graded',
    });

    expect((await ask('GET', `/exercises/${EXERCISE}/statistics`)).statusCode).toBe(404);
  });
});

describe('flaky checks', () => {
  const earned = async (githubId: number) =>
    (await api.store.grades.get({ courseId: DEFAULT_COURSE_ID, exercise: EXERCISE, githubId }))?.earned;

  const proposal = async () => {
    const [found] = await api.store.proposals.list(DEFAULT_COURSE_ID);
    return found ?? { proposalId: '' };
  };

  const decide = async (payload: object, version = '"1"') =>
    ask('POST', `/review-proposals/${(await proposal()).proposalId}/decide`, {
      payload: { reason: 'looked into', ...payload },
      'if-match': version,
    });

  it('are proposed once, with what shows it, and change nobody’s points', async () => {
    await enrol();
    await contradict(1, 2);
    await grade(1, { traffic: 'fail', image: 'pass' }, { second: 50 });
    const before = [await earned(1), await earned(2)];
    expect([await detect(), await detect()]).toEqual([1, 0]);
    expect([await earned(1), await earned(2)]).toEqual(before);
    expect((await ask('GET', '/quarantines')).json()).toMatchObject({ items: [] });

    expect((await ask('GET', `/review-proposals?exercise=${EXERCISE}`)).json()).toMatchObject({
      items: [
        {
          ...{ exercise: EXERCISE, checkId: 'traffic', version: 1 },
          evidence: [{ enrolledIds: [expect.any(Number) as number] }, {}],
        },
      ],
    });

    expect((await ask('GET', '/flaky-checks')).json()).toMatchObject({
      items: [{ checkId: 'traffic', finding: 'flaky', learners: 2 }],
    });

    const [entry] = await api.store.auditLog.ofCourse(DEFAULT_COURSE_ID, { limit: 1 });
    expect(entry).toMatchObject({ action: 'proposeReview', actor: 'saiten' });
  });

  it('are put under review by somebody of staff who saw the solution fail too', async () => {
    await enrol();
    const failed = await grade(1, { traffic: 'fail', image: 'pass' });
    await contradict(1, 2);
    await detect();
    const solution = await grade(STAFF, { traffic: 'fail', image: 'pass' });
    for (const solutionRunId of [undefined, failed])
      expect((await decide({ decision: 'review', solutionRunId })).json()).toMatchObject({
        status: 409,
        title: 'solution-not-failed',
      });
    const decided = await decide({ decision: 'review', solutionRunId: solution });

    expect([decided.statusCode, decided.json()]).toMatchObject([
      200,
      { decision: { kind: 'review', by: 'operator', solutionRunId: solution }, version: 2 },
    ]);

    expect((await ask('GET', '/quarantines')).json()).toMatchObject({
      items: [{ exercise: EXERCISE, checkId: 'traffic', by: 'operator', evidence: [{}, {}], version: 1 }],
    });

    expect(await earned(1)).toBe(100);

    const { checks } = (await ask('GET', `/exercises/${EXERCISE}/statistics`)).json<{
      checks: { checkId: string; underReview: boolean }[];
    }>();

    expect(checks.map(({ checkId, underReview }) => [checkId, underReview])).toEqual([
      ['image', false],
      ['traffic', true],
    ]);

    const [entry] = await api.store.auditLog.ofCourse(DEFAULT_COURSE_ID, { limit: 1 });
    expect(entry).toMatchObject({ action: 'decideReviewProposal', reason: 'looked into' });
  });

  it('stay as they are when the solution passes the check', async () => {
    await enrol();
    await contradict(1, 2);
    await detect();
    const passed = await grade(STAFF, { traffic: 'pass', image: 'fail' });
    expect((await decide({ decision: 'review', solutionRunId: passed })).statusCode).toBe(409);
  });

  it('are decided about once, by who has seen the newest version', async () => {
    await enrol();
    await contradict(1, 2);
    await detect();
    expect((await decide({ decision: 'dismiss' }, '"2"')).statusCode).toBe(412);
    expect((await decide({ decision: 'dismiss' })).json()).toMatchObject({ decision: { kind: 'dismiss' } });
    expect((await decide({ decision: 'dismiss' }, '"2"')).statusCode).toBe(412);
    expect((await ask('GET', '/quarantines')).json()).toMatchObject({ items: [] });
  });

  it('name nobody any more who was erased', async () => {
    await enrol();
    await contradict(1, 2);
    await detect();
    await api.store.learners.erase({ githubId: 1, courseId: DEFAULT_COURSE_ID });
    expect(await proposal()).toMatchObject({ checkId: 'traffic', evidence: [] });
  });

  it('do not come back for what was seen before a decision', async () => {
    await enrol();
    await contradict(1, 2);
    await detect();
    await decide({ decision: 'dismiss' });
    expect(await detect()).toBe(0);
  });

  it('are suspects only while throw-away accounts saw them', async () => {
    await enrol();
    await contradict(101, 102, 1);
    expect(await detect()).toBe(0);

    expect((await ask('GET', '/flaky-checks')).json()).toMatchObject({
      items: [{ finding: 'suspect', learners: 1 }],
    });
  });

  it('are suspects only while one learner alone saw it', async () => {
    await enrol();
    for (const status of ['pass', 'fail'] as const)
      await grade(1, { traffic: status }, { manifests: 'sha256:mine' });
    expect(await detect()).toBe(0);
    expect((await ask('GET', '/flaky-checks')).json()).toMatchObject({ items: [{ finding: 'suspect' }] });
  });

  it('are not those whose files differ', async () => {
    await enrol();
    for (const githubId of [1, 2])
      for (const status of ['fail', 'pass'] as const) await grade(githubId, { traffic: status });
    expect(await detect()).toBe(0);
  });

  it('do not come back for what was seen before the review ended', async () => {
    await enrol();
    await contradict(1, 2);

    const { quarantineId } = (
      await ask('POST', '/quarantines', {
        payload: { exercise: EXERCISE, checkId: 'traffic', reason: 'It fails on Mondays.' },
      })
    ).json<{ quarantineId: string }>();

    expect(await detect()).toBe(0);

    const lifted = await ask('POST', `/quarantines/${quarantineId}/lift`, {
      payload: { reason: 'The probe waits longer now.' },
      'if-match': '"1"',
    });

    expect([lifted.statusCode, lifted.json()]).toMatchObject([
      200,
      { lift: { by: 'operator', sparesEarlier: true } },
    ]);

    expect(await detect()).toBe(0);
  });
});

describe('a quarantine by hand', () => {
  const payload = { exercise: EXERCISE, checkId: 'traffic', reason: 'It fails on Mondays.' };

  it('is placed once and stands in the audit log with its reason', async () => {
    await grade(1, { traffic: 'fail' });
    const placed = await ask('POST', '/quarantines', { payload });
    expect([placed.statusCode, placed.headers.etag]).toEqual([201, '"1"']);

    expect((await ask('POST', '/quarantines', { payload })).json()).toMatchObject({
      status: 409,
      title: 'under-review-already',
    });

    const [entry] = await api.store.auditLog.ofCourse(DEFAULT_COURSE_ID, { limit: 1 });
    expect(entry).toMatchObject({ action: 'placeQuarantine', reason: payload.reason });
  });

  it('is refused for a check that nobody had', async () => {
    expect((await ask('POST', '/quarantines', { payload })).json()).toMatchObject({ title: 'unknown-check' });
  });

  it.each([
    ['gives back what the check took, also after the lift', {}, 100, 100],
    ['takes it back when the check was right', { sparesEarlier: false }, 100, 50],
  ])('%s', async (_name, lift, during, after) => {
    await grade(1, { traffic: 'fail', image: 'pass' });

    const earned = async () => {
      const found = await api.store.grades.get({
        courseId: DEFAULT_COURSE_ID,
        exercise: EXERCISE,
        githubId: 1,
      });

      return [found?.earned, found?.possible];
    };

    expect(await earned()).toEqual([50, 100]);

    const { quarantineId } = (await ask('POST', '/quarantines', { payload })).json<{
      quarantineId: string;
    }>();

    expect(await earned()).toEqual([during, 100]);

    await ask('POST', `/quarantines/${quarantineId}/lift`, {
      payload: { reason: 'looked into', ...lift },
      'if-match': '"1"',
    });

    expect(await earned()).toEqual([after, 100]);
  });

  it('is lifted only by who has seen its newest version', async () => {
    await grade(1, { traffic: 'fail' });

    const { quarantineId } = (await ask('POST', '/quarantines', { payload })).json<{
      quarantineId: string;
    }>();

    const lift = (version: string) =>
      ask('POST', `/quarantines/${quarantineId}/lift`, {
        payload: { reason: 'no' },
        ...(version === '' ? {} : { 'if-match': version }),
      });

    expect((await lift('')).statusCode).toBe(428);
    expect((await lift('"2"')).statusCode).toBe(412);
    expect((await lift('"1"')).statusCode).toBe(200);
    expect((await lift('"2"')).statusCode).toBe(412);
  });
});

describe('capacity', () => {
  it('tells what waits, since when, and on which clusters', async () => {
    const everywhere = (url: string) =>
      api.app.inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${OPERATOR}` } });

    await api.store.submissions.open({
      id: 'S1',
      identity: { repositoryId: 1, pullNumber: 1, headSha: 'x', exercise: EXERCISE, attempt: 1 },
      authorId: 1,
      authorLogin: 'learner1',
      folder: '',
    });

    await api.store.pool.add({
      name: 'c1',
      poolKey: 'single+end-container',
      fingerprint: 'f',
      workerId: 'w',
      host: 'node1',
      state: 'creating',
      createdAt: at(1),
      deadline: at(1000),
    });

    expect((await everywhere('/queue')).json()).toMatchObject({ waiting: 0, oldest: at(100).toISOString() });

    expect((await everywhere('/clusters')).json()).toMatchObject({
      items: [{ name: 'c1', state: 'creating', profile: 'single', host: 'node1' }],
      next: null,
    });
  });
});
