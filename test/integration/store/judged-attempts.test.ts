import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { buildCheck, buildReport } from '../../support/builders/grading-report.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';

const courseId = DEFAULT_COURSE_ID;
const place = { repositoryId: 7, pullNumber: 3, exercise: '01-objects' };

let server: DatabaseServer;
let store: Store;
let time: number;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  time = 0;
  store = await createStore({ url: await server.fresh(), now: () => new Date(time * 1000) });
  onTestFinished(() => store.close());
});

/** Opens a submission of a commit named like it, and grades it unless it is only to wait. */
async function submit(id: string, status?: 'pass' | 'fail' | 'error', other: Partial<typeof place> = {}) {
  time += 1;
  const identity = { ...place, ...other, headSha: id, attempt: 1 };
  const author = { authorId: 5, authorLogin: 'hanako', folder: place.exercise, courseId };
  await store.submissions.open({ id, identity, ...author });
  if (status === undefined) return;
  const run = { runId: `R-${id}`, submissionId: id, workerId: 'w', startedAt: new Date(time * 1000) };
  const { fencing = 0 } = (await store.runs.start(run)) ?? {};

  const report = buildReport({
    runId: run.runId,
    checks: [buildCheck({ id: 'sound' }), buildCheck({ id: 'shaky', status })],
    finishedAt: new Date(time * 1000).toISOString(),
  });

  const state = report.verdict === 'not-graded' ? 'not-graded' : 'graded';
  await store.runs.finish({ runId: run.runId, fencing, report, state });
}

it('gives what was judged of one exercise in one place, the newest of many, oldest first', async () => {
  await submit('S1', 'fail');
  await submit('S2', 'error');
  await submit('S3', 'pass');
  await submit('S4', 'pass', { exercise: '02-batch-jobs' });
  await submit('S5', 'pass', { pullNumber: 4 });
  await submit('S6', 'fail');
  await submit('S7');
  const attempt = { attempt: 1, score: { earned: 20, possible: 40 } };

  expect(await store.submissions.judgedAttempts(place, 2)).toEqual({
    count: 3,
    newest: [
      {
        ...{ attempt: 1, headSha: 'S3', verdict: 'passed', finishedAt: new Date(3000) },
        score: { earned: 40, possible: 40 },
      },
      { ...attempt, headSha: 'S6', verdict: 'failed', finishedAt: new Date(6000) },
    ],
  });
});

it('gives the points that count while a check is under review', async () => {
  await submit('S1', 'fail');
  const of = { courseId, exercise: place.exercise, checkId: 'shaky' };
  await store.quarantines.place({ ...of, quarantineId: 'Q1', by: 'teacher', reason: 'wrong at times' });

  expect(await store.submissions.judgedAttempts(place, 2)).toMatchObject({
    newest: [{ headSha: 'S1', verdict: 'passed', score: { earned: 40, possible: 40 } }],
  });
});

it('gives nothing where nothing was judged', async () => {
  await submit('S1');
  expect(await store.submissions.judgedAttempts(place, 2)).toEqual({ count: 0, newest: [] });
});

it('gives of each exercise what was handed in last and not cancelled', async () => {
  const open = (id: string, exercise: string, handedIn: boolean) => {
    time += 1;
    const author = { authorId: 5, authorLogin: 'hanako', folder: exercise, courseId };
    const identity = { ...place, exercise, headSha: id, attempt: 1 };
    return store.submissions.open({ id, identity, ...author, handedIn });
  };

  await open('S1', 'a', true);
  await open('S2', 'a', true);
  await open('S3', 'a', true);
  await open('S4', 'a', false);
  await open('S5', 'b', true);
  await store.submissions.requestCancel(['S3']);
  const found = await store.submissions.newestHandedIn(place.repositoryId, place.pullNumber);
  expect(found.map(({ id }) => id)).toEqual(['S2', 'S5']);
});
