import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Verdict } from '../../../services/domain/submissions/grading-report.ts';
import { buildCheck, buildReport } from '../../support/builders/grading-report.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { askAsOperator, startApi } from '../../support/running-api.ts';

const HANAKO = 5;
const EXERCISE = '02-batch-jobs';

let server: DatabaseServer;
let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  api = await startApi(await server.fresh());
  onTestFinished(() => api.close());
  await submit(1);
  await finish(1, 'passed');
  await submit(2);
  await finish(2, 'failed');
  await submit(3);

  await api.store.sessions.begin({
    hash: createHash('sha256').update('hanako').digest(),
    ...{ githubId: HANAKO, login: 'hanako', expiresAt: new Date(Date.now() + 3_600_000) },
  });
});

const idOf = (number: number) => `01ARYZ6S4100000000000000S${number}`;

async function submit(attempt: number): Promise<void> {
  await api.store.submissions.open({
    id: idOf(attempt),
    identity: { repositoryId: 7, pullNumber: 3, headSha: 'a'.repeat(40), exercise: EXERCISE, attempt },
    folder: 'work',
    authorId: HANAKO,
    authorLogin: 'hanako',
  });
}

async function finish(attempt: number, verdict: Verdict): Promise<void> {
  const runId = `01ARYZ6S4100000000000000R${attempt}`;
  const { runs } = api.store;
  await runs.start({ runId, submissionId: idOf(attempt), workerId: 'w', startedAt: new Date() });
  await runs.finish({ runId, fencing: 1, report: buildReport({ runId, verdict }), state: 'graded' });
}

type Reader = 'operator' | 'learner';

const read = (who: Reader, url: string) =>
  who === 'operator'
    ? askAsOperator(api, 'GET', url)
    : api.app.inject({ url: `/api/v1${url}`, headers: { cookie: 'saiten-session=hanako' } });

/** Whether the report of a submission, and that of its run, are shown. */
async function reported(who: Reader, submissionId: string, runId: string) {
  const answers = [await read(who, `/submissions/${submissionId}`), await read(who, `/runs/${runId}`)];
  return answers.map((answer) => [answer.statusCode, 'report' in answer.json<object>()]);
}

/** State and verdict of each submission, the oldest first. */
async function listed(who: Reader) {
  const answer = await read(who, '/courses/default/submissions?sort=createdAt');
  const { items } = answer.json<{ items: { state: string; verdict?: string }[] }>();
  return items.map(({ state, verdict }) => [state, verdict]);
}

const known = [
  ['graded', 'passed'],
  ['graded', 'failed'],
  ['queued', undefined],
];

const hidden = [
  ['graded', undefined],
  ['graded', undefined],
  ['queued', undefined],
];

it.each([
  ['staff', 'operator', {}, known],
  ['the learner', 'learner', {}, known],
  ['staff while the course is held', 'operator', { results: 'held' }, known],
  ['nobody else while the course is held', 'learner', { results: 'held' }, hidden],
  ['nobody else while the exercise is held', 'learner', { results: 'held', exercise: EXERCISE }, hidden],
] as const)('says what came of submissions to %s', async (_name, who, change, expected) => {
  if ('results' in change) {
    const before = await askAsOperator(api, 'GET', '/courses/default/results');
    const { version } = before.json<{ version: number }>();
    const put = { 'if-match': `"${version}"`, payload: change };
    expect((await askAsOperator(api, 'PUT', '/courses/default/results', put)).statusCode).toBe(200);
  }

  expect(await listed(who)).toEqual(expected);
  const shows = [200, expected === known];
  expect(await reported(who, idOf(1), '01ARYZ6S4100000000000000R1')).toEqual([shows, shows]);
});

it.each(['operator', 'learner'] as const)(
  'shows %s the points that count while a check is under review',
  async (who) => {
    const runId = '01ARYZ6S4100000000000000R3';
    await api.store.runs.start({ runId, submissionId: idOf(3), workerId: 'w', startedAt: new Date() });
    const report = buildReport({ runId, checks: [buildCheck({ id: 'flaky', status: 'fail' })] });
    await api.store.runs.finish({ runId, fencing: 1, report, state: 'graded' });
    const payload = { exercise: EXERCISE, checkId: 'flaky', reason: 'It fails for one in ten.' };
    await askAsOperator(api, 'POST', '/courses/default/quarantines', { payload });
    const submission = await read(who, `/submissions/${idOf(3)}`);
    const run = await read(who, `/runs/${runId}`);

    expect([submission.json(), run.json()]).toMatchObject([
      { underReview: ['flaky'], report: { verdict: 'passed', score: { earned: 20 } } },
      { report: { verdict: 'failed', score: { earned: 0 } } },
    ]);
  },
);

it('links to the pull request on GitHub, once its repository is known', async () => {
  const before = await read('learner', `/submissions/${idOf(1)}`);

  await api.store.pullRequests.save({
    ...{ repositoryId: 7, number: 3, owner: 'school', name: 'hanako', headSha: 'a'.repeat(40) },
    ...{ authorId: HANAKO, authorLogin: 'hanako', state: 'open', draft: false, updatedAt: new Date() },
  });

  const after = await read('learner', `/submissions/${idOf(1)}`);
  const urls = [before, after].map((answer) => answer.json<{ sourceUrl?: string }>().sourceUrl);
  expect(urls).toEqual([undefined, 'https://github.com/school/hanako/pull/3']);
});

it('says nothing to the learner of a grading that does not count yet', async () => {
  const filter = { submissionId: idOf(1), which: 'all' };

  const begun = await askAsOperator(api, 'POST', '/courses/default/regrades', {
    payload: { filter, reason: 'mended' },
  });

  const items = await api.store.regrades.items(begun.json<{ regradeId: string }>().regradeId, { limit: 1 });
  const [item] = items;
  const runId = '01ARYZ6S4100000000000000R9';
  const submissionId = item?.newSubmissionId ?? '';
  await api.store.runs.start({ runId, submissionId, workerId: 'w', startedAt: new Date() });
  const report = buildReport({ runId, verdict: 'failed' });
  await api.store.runs.finish({ runId, fencing: 1, report, state: 'graded' });
  expect((await listed('operator')).at(-1)).toEqual(['graded', 'failed']);
  expect((await listed('learner')).at(-1)).toEqual(['graded', undefined]);

  expect(await reported('operator', submissionId, runId)).toEqual([
    [200, true],
    [200, true],
  ]);

  expect(await reported('learner', submissionId, runId)).toEqual([
    [404, false],
    [404, false],
  ]);
});
