import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { rulesWithoutCourse } from '../../../../services/course/rules-for.ts';
import { DEFAULT_BRANCH } from '../../../../services/domain/courses/default-branch.ts';
import { DEFAULT_COURSE_ID } from '../../../../services/domain/courses/course.ts';
import type {
  CheckPublication,
  CommentPublication,
} from '../../../../services/github/publishing/publisher.ts';
import { createStore } from '../../../../services/store/create-store.ts';
import { createPublishing } from '../../../../services/worker/publishing/publish-pull-request.ts';
import { buildCheck, buildReport } from '../../../support/builders/grading-report.ts';
import { countReads } from '../../../support/count-reads.ts';
import { startDatabaseServer, type DatabaseServer } from '../../../support/database.ts';

const REPOSITORY = 7;
const LEARNER = 5;
const EXERCISE = '02-batch-jobs';
const shaOf = (number: number) => String(number).padStart(40, '0');

let server: DatabaseServer;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

/** A pull request, or a branch, on which so many commits were graded and told before its head, which waits to be told. */
async function afterCommits(commits: number, { pullNumber }: { pullNumber: number }) {
  const url = await server.fresh();
  const store = await createStore({ url });
  onTestFinished(() => store.close());
  const head = shaOf(commits);

  await store.pullRequests.save({
    ...{ repositoryId: REPOSITORY, number: pullNumber, owner: 'school', name: 'work', headSha: head },
    ...{ authorId: LEARNER, authorLogin: 'hanako', state: 'open', draft: false, updatedAt: new Date() },
  });

  const grade = async (number: number) => {
    const id = `S${number}`;

    await store.submissions.open({
      ...{ id, authorId: LEARNER, authorLogin: 'hanako', courseId: DEFAULT_COURSE_ID, folder: EXERCISE },
      identity: {
        ...{ repositoryId: REPOSITORY, pullNumber, exercise: EXERCISE, attempt: 1 },
        headSha: shaOf(number),
      },
    });

    const runId = `R${number}`;
    const run = { runId, submissionId: id, workerId: 'w', startedAt: new Date() };
    const { fencing = 0 } = (await store.runs.start(run)) ?? {};
    const report = buildReport({ runId, headSha: shaOf(number), checks: [buildCheck({ status: 'fail' })] });
    await store.runs.finish({ runId, fencing, report, state: 'graded' });
  };

  await grade(0);
  await repeatFirst(url, commits - 1);
  await grade(commits);
  return { store, head };
}

/** Writes what the first submission and its run left behind once more for so many later commits, and that all were told. */
async function repeatFirst(url: string, times: number) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();

  await client.query(
    `insert into submissions select (jsonb_populate_record(one, jsonb_build_object('id', 'S' || n,
       'head_sha', lpad(n::text, 40, '0'), 'created_at', created_at + n * interval '1 microsecond'))).*
     from submissions one, generate_series(1, $1::int) n`,
    [times],
  );

  await client.query(
    `insert into runs select (jsonb_populate_record(one, jsonb_build_object('run_id', 'R' || n,
       'submission_id', 'S' || n))).* from runs one, generate_series(1, $1::int) n`,
    [times],
  );

  await client.query('update submissions set published_revision = revision, check_revision = revision');
  await client.end();
}

/** Publishes it once; returns what GitHub is shown and how much was read for that. */
async function publish(commits: number, pullNumber: number) {
  const { store, head } = await afterCommits(commits, { pullNumber });
  const reads = countReads(store);
  const checks: CheckPublication[] = [];
  const comments: CommentPublication[] = [];

  const outcome = await createPublishing({
    store: reads.store,
    courses: {
      rulesFor: async () => ({
        ...rulesWithoutCourse({ languages: ['en'], notGraded: 'neutral' }),
        ...{ courseId: DEFAULT_COURSE_ID, timeZone: 'Asia/Tokyo' },
      }),
    },
    publisher: {
      async publishCheck(check) {
        checks.push(check);
        return { checkRunId: checks.length };
      },
      async publishComment(comment) {
        comments.push(comment);
        return { commentId: 1 };
      },
    },
    deployment: 'saiten',
    detailsUrl: () => undefined,
    receiptUrl: () => undefined,
    now: Date.now,
  })({ repositoryId: REPOSITORY, pullNumber });

  const left = await store.publications.forPullRequest(REPOSITORY, pullNumber);
  return { head, outcome, checks, comments, left, read: reads.counts() };
}

describe('publishing', () => {
  it.each([
    ['a branch that is graded by push', DEFAULT_BRANCH],
    ['a pull request', 3],
  ])('reads no more of %s after 300 commits than after 30', async (_, pullNumber) => {
    const [few, many] = [await publish(30, pullNumber), await publish(300, pullNumber)];
    expect(many.read).toEqual(few.read);
    expect(many.read.reports).toBe(1);
    expect(many.read.rows).toBeLessThan(50);
  });

  it('tells the result with its history, of which the newest is listed and all is counted', async () => {
    const { head, outcome, checks, comments, left } = await publish(300, 3);
    expect([outcome, left]).toEqual(['published', []]);

    expect(checks.map(({ name, headSha, conclusion }) => [name, headSha, conclusion])).toEqual([
      [`grading / ${EXERCISE}`, head, 'failure'],
      ['grading', head, 'failure'],
    ]);

    const told = [checks[0]?.output.summary ?? '', comments[0]?.body ?? ''];

    for (const text of told) {
      expect(text).toContain('Results so far (301 attempts)');
      expect(text.match(/^\| 1 \| `0{7}` \|/gm)).toHaveLength(20);
    }
  });
});
