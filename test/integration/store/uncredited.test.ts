import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Uncredited } from '../../../services/domain/grades/credit.ts';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { buildReport } from '../../support/builders/grading-report.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';

const EXERCISE = '02-batch-jobs';
const AUTHOR = 5;
const AT = new Date('2026-11-24T00:00:00Z');
const PLACE = { repositoryId: 1, exercise: EXERCISE, folder: 'work' };
const KEY = { courseId: DEFAULT_COURSE_ID, exercise: EXERCISE };

let server: DatabaseServer;
let store: Store;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  store = await createStore({ url: await server.fresh(), now: () => AT });
  onTestFinished(() => store.close());
});

/** A pull request with the number is graded with that many points. */
async function graded(pullNumber: number, points: number, uncredited?: Uncredited) {
  const id = `S${pullNumber}`;
  const headSha = id.padEnd(40, '0');

  await store.pullRequests.save({
    ...{ repositoryId: 1, number: pullNumber, owner: 'school', name: 'work', headSha, draft: false },
    ...{ authorId: AUTHOR, authorLogin: 'hanako', state: 'closed', merged: pullNumber > 1, updatedAt: AT },
  });

  await store.submissions.open({
    id,
    identity: { repositoryId: 1, pullNumber, headSha, exercise: EXERCISE, attempt: 1 },
    ...{ folder: 'work', authorId: AUTHOR, authorLogin: 'hanako' },
    ...(uncredited !== undefined && { uncredited }),
  });

  const runId = `R${pullNumber}`;
  await store.runs.start({ runId, submissionId: id, workerId: 'w', startedAt: AT });
  const report = buildReport({ runId, verdict: 'passed', score: { earned: points, possible: 100 } });
  await store.runs.finish({ runId, fencing: 1, report, state: 'graded' });
}

it('keeps what counts for nobody out of grades and statistics', async () => {
  await graded(1, 40);
  await graded(2, 100, 'others-work');
  const grade = await store.grades.get({ ...KEY, githubId: AUTHOR });
  expect(grade).toMatchObject({ earned: 40, attempts: 1, submissionId: 'S1' });
  expect(await store.statistics.ofCourse(DEFAULT_COURSE_ID)).toMatchObject([{ runs: 1 }]);
  expect(await store.submissions.get('S2')).toMatchObject({ uncredited: 'others-work' });
});

it('counts attempts whoever wrote the work, and none of staff', async () => {
  await graded(1, 40);
  await graded(2, 100, 'others-commits');
  await graded(3, 100, 'staff');
  expect(await store.submissions.attemptCount({ ...KEY, authorId: AUTHOR })).toBe(2);
});

it('makes nobody a learner of the course by what counts for nobody', async () => {
  await graded(1, 100, 'staff');
  expect(await store.grades.get({ ...KEY, githubId: AUTHOR })).toBeUndefined();
  expect(await store.members.roleOf(DEFAULT_COURSE_ID, AUTHOR)).toBeUndefined();
});

it('tells what counts for somebody at a place, newest first, and what of it was merged', async () => {
  await graded(1, 40);
  await graded(2, 60);
  await graded(3, 80, 'others-commits');
  const found = await store.submissions.creditedIn(PLACE);

  expect(found.map(({ learners, pullNumber, isMerged }) => [learners, pullNumber, isMerged])).toEqual([
    [[AUTHOR], 2, true],
    [[AUTHOR], 1, false],
  ]);

  expect(await store.submissions.creditedIn({ ...PLACE, folder: 'elsewhere' })).toEqual([]);
});
