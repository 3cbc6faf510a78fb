import { createHash } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { GradingReport } from '../../../services/domain/submissions/grading-report.ts';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { startDatabaseServer } from '../../support/database.ts';
import type { DatabaseServer } from '../../support/database.ts';
import { buildCheck } from '../../support/builders/grading-report.ts';
import { composedFinding } from '../../support/hostile-findings.ts';

const identity = {
  repositoryId: 7,
  pullNumber: 3,
  headSha: 'a'.repeat(40),
  exercise: '01-objects',
  attempt: 1,
};

const submission = { id: 'S1', identity, folder: 'work', authorId: 5_000_000_000, authorLogin: 'hanako' };
const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);

const report = (runId: string): GradingReport => ({
  runId,
  exercise: { slug: '01-objects', title: { en: 'Objects', ja: 'オブジェクト' } },
  headSha: identity.headSha,
  attempt: 1,
  verdict: 'passed',
  score: { earned: 100, possible: 100 },
  problems: [],
  checks: [],
  timings: [],
  versions: { exercise: 'hash' },
  startedAt: at(1).toISOString(),
  finishedAt: at(2).toISOString(),
});

const pullRequest = {
  repositoryId: 7,
  number: 3,
  owner: 'class',
  name: 'hanako',
  headSha: 'a'.repeat(40),
  authorId: 5,
  authorLogin: 'hanako',
  state: 'open' as const,
  draft: false,
  updatedAt: at(10),
};

/** Text that does not get shorter when it is compressed. */
const unlikeItself = (length: number) =>
  Array.from({ length: length / 50 }, (_, place) =>
    createHash('sha256').update(String(place)).digest('hex').slice(0, 50),
  ).join('');

let server: DatabaseServer;
let url: string;
let store: Store;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  url = await server.fresh();
  store = await createStore({ url, now: () => at(100) });
  onTestFinished(() => store.close());
});

const start = (runId: string) =>
  store.runs.start({ runId, submissionId: 'S1', workerId: 'w', startedAt: at(1) });

describe('a statement', () => {
  it('that takes too long is ended, and the connection serves the next one', async () => {
    const hasty = await createStore({ url, longestMs: 200, maxConnections: 1 });
    const other = new pg.Client({ connectionString: url });
    await other.connect();

    onTestFinished(async () => {
      await other.end();
      await hasty.close();
    });

    await other.query('begin; lock table submissions in access exclusive mode');
    await expect(hasty.submissions.get('S1')).rejects.toThrow('statement timeout');
    await other.query('rollback');
    expect(await hasty.submissions.get('S1')).toBeUndefined();
  });
});

describe('attempts', () => {
  const of = { courseId: DEFAULT_COURSE_ID, authorId: submission.authorId, exercise: '01-objects' };
  const used = () => store.submissions.attemptCount(of);

  const finish = (state: 'graded' | 'not-graded', more: Partial<GradingReport> = {}) =>
    store.runs.finish({ runId: 'R1', fencing: 1, report: { ...report('R1'), ...more }, state });

  it.each<[string, () => Promise<unknown>, number]>([
    ['what waits', async () => undefined, 1],
    ['not what is overtaken while it waits', () => store.submissions.requestCancel(['S1']), 0],
    [
      'not what is overtaken while its run waits for a cluster',
      async () => {
        await start('R1');
        await store.submissions.requestCancel(['S1']);
      },
      0,
    ],
    [
      'what is overtaken when its run had a cluster, before it has ended',
      async () => {
        await start('R1');
        await store.submissions.useAttempt('S1');
        await store.submissions.requestCancel(['S1']);
      },
      1,
    ],
    [
      'and after it has ended',
      async () => {
        await start('R1');
        await store.submissions.useAttempt('S1');
        await store.submissions.requestCancel(['S1']);
        await finish('graded');
      },
      1,
    ],
    [
      'what a grader broke over while the work ran',
      async () => {
        await start('R1');
        await store.submissions.useAttempt('S1');
        await finish('not-graded', { verdict: 'not-graded', fault: 'grader' });
      },
      1,
    ],
    [
      'not what our machines failed at',
      async () => {
        await start('R1');
        await store.submissions.useAttempt('S1');
        await finish('not-graded', { verdict: 'not-graded', fault: 'infrastructure' });
      },
      0,
    ],
    [
      'not what was given up without a verdict',
      async () => {
        await start('R1');
        await store.submissions.useAttempt('S1');
        await store.submissions.close('S1', 'not-graded');
      },
      0,
    ],
  ])('count %s', async (_name, steps, expected) => {
    await store.submissions.open(submission);
    await steps();

    expect([await used(), (await store.submissions.attemptTimes(of, at(0))).length]).toEqual([
      expected,
      expected,
    ]);
  });

  it('are not used by what is cancelled already', async () => {
    await store.submissions.open(submission);
    await start('R1');
    await store.submissions.requestCancel(['S1']);
    expect(await store.submissions.useAttempt('S1')).toBe(false);
    expect(await used()).toBe(0);
  });

  it('count in whichever repository of the course', async () => {
    for (const repositoryId of [7, 8])
      await store.submissions.open({
        ...submission,
        id: `S${repositoryId}`,
        identity: { ...identity, repositoryId },
      });
    expect((await store.submissions.attemptTimes(of, at(0))).length).toBe(2);
  });
});

describe('a report', () => {
  it('is kept whatever text stands in it', async () => {
    await store.submissions.open(submission);
    await start('R1');
    const versions = { exercise: 'gree\0ting \ud83d' };
    const written = { ...report('R1'), versions };
    expect(await store.runs.finish({ runId: 'R1', fencing: 1, report: written, state: 'graded' })).toBe(true);
    expect((await store.runs.latestReport('S1'))?.versions).toEqual({ exercise: 'gree␀ting �' });
  });

  it('comes back as it was written, in 300 of odd text', { timeout: 120_000 }, async () => {
    let runs = 0;

    await fc.assert(
      fc.asyncProperty(composedFinding, async (finding) => {
        const attempt = ++runs;
        const [id, runId] = [`S${attempt}`, `R${attempt}`];
        await store.submissions.open({ ...submission, id, identity: { ...identity, attempt } });
        await store.runs.start({ runId, submissionId: id, workerId: 'w', startedAt: at(1) });
        const check = buildCheck({ status: 'fail', findings: [finding] });
        const written = { ...report(runId), problems: [finding], checks: [check] };
        await store.runs.finish({ runId, fencing: 1, report: written, state: 'graded' });
        expect(await store.runs.latestReport(id)).toEqual(written);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, string, Partial<GradingReport>]>([
    ['a time beyond a number', '22003', { timings: [{ phase: 'grade', durationMs: 1e20 }] }],
    ['a zero byte in a name', '22021', { checks: [buildCheck({ id: 'a\0b' })] }],
    ['a name that no index takes', '54000', { checks: [buildCheck({ id: unlikeItself(20_000) })] }],
  ])('that the database refuses for %s says so, and changes nothing', async (_, sqlState, odd) => {
    await store.submissions.open(submission);
    await start('R1');

    const refused = store.runs.finish({
      runId: 'R1',
      fencing: 1,
      report: { ...report('R1'), ...odd },
      state: 'graded',
    });

    await expect(refused).rejects.toMatchObject({
      fault: 'grader',
      code: 'store-refused',
      facts: { sqlState },
    });

    expect((await store.submissions.get('S1'))?.state).toBe('grading');
  });
});

describe('the file of a course', () => {
  it('is kept whatever text stands in it', async () => {
    const file = { name: 'gree\0ting' };

    await store.courseFiles.save(
      { courseId: 9, owner: 'class', name: 'course', headSha: 'a'.repeat(40), file },
      [],
    );

    expect((await store.courseFiles.ofOwner('class')).map(({ file }) => file)).toEqual([
      { name: 'gree␀ting' },
    ]);
  });
});

describe('deliveries', () => {
  it('knows a recorded delivery, once or twice, until it is forgotten', async () => {
    const delivery = { guid: 'g', event: 'push', receivedAt: at(0) };
    expect(await store.deliveries.known('g')).toBe(false);
    await store.deliveries.record(delivery);
    await store.deliveries.record(delivery);
    expect(await store.deliveries.known('g')).toBe(true);
    expect(await store.deliveries.forget(at(1))).toBe(1);
    expect(await store.deliveries.known('g')).toBe(false);
  });
});

describe('pull requests', () => {
  it('ignores an event older than what is stored', async () => {
    await store.pullRequests.save(pullRequest);
    const late = { ...pullRequest, headSha: 'b'.repeat(40), updatedAt: at(9) };
    expect((await store.pullRequests.save(late)).headSha).toBe(pullRequest.headSha);
  });

  it('takes a newer event and keeps the comment id', async () => {
    await store.pullRequests.save(pullRequest);
    await store.pullRequests.setComment(7, 3, { id: 99, hash: 'h' });
    const newer = { ...pullRequest, headSha: 'b'.repeat(40), updatedAt: at(11) };

    expect(await store.pullRequests.save(newer)).toEqual({
      ...newer,
      commentId: 99,
      commentHash: 'h',
      gradingAllowed: false,
      helpWanted: false,
    });
  });

  it.each([
    ['moves', { headSha: 'b'.repeat(40) }, 1],
    ['stays', { draft: true }, undefined],
  ])('asks for a publication when the head %s', async (_, change, revision) => {
    await store.pullRequests.save(pullRequest);
    await store.pullRequests.save({ ...pullRequest, ...change });
    expect(await store.pullRequests.unpublished(7, 3)).toBe(revision);
  });

  it('asks again when a late event put an old head back and the head of now returns', async () => {
    const old = { ...pullRequest, headSha: 'b'.repeat(40) };
    for (const seen of [pullRequest, old, pullRequest]) await store.pullRequests.save(seen);
    expect(await store.pullRequests.unpublished(7, 3)).toBe(2);
  });

  it('gives the lock of one pull request to one holder at a time, over two stores', async () => {
    const other = await createStore({ url });
    onTestFinished(() => other.close());
    let inside = 0;
    let most = 0;

    const work = async () => {
      most = Math.max(most, ++inside);
      await store.health();
      inside--;
    };

    const turns = Array.from({ length: 40 }, (_, i) =>
      (i % 2 ? store : other).pullRequests.withLock(7, 3, work),
    );

    await Promise.all(turns);
    expect(most).toBe(1);
  });

  it('passes on what the work throws, and frees the lock', async () => {
    const mistake = new Error('mine');
    await expect(store.pullRequests.withLock(7, 3, () => Promise.reject(mistake))).rejects.toBe(mistake);
    expect(await store.pullRequests.withLock(7, 3, async () => 'free')).toBe('free');
  });
});

describe('submissions', () => {
  it('returns the stored row for the same identity', async () => {
    expect(await store.submissions.open(submission)).toMatchObject({ created: true });
    const again = await store.submissions.open({ ...submission, id: 'S2' });
    expect(again).toMatchObject({ created: false, submission: { id: 'S1', authorId: 5_000_000_000 } });
  });

  it.each([
    ['in all', { inAll: 3 }],
    ['of the day', { perDay: 3 }],
  ])(
    'gives away no attempt %s that the limit forbids, of ten opened at once over two stores',
    async (_, limits) => {
      const other = await createStore({ url, now: () => at(100) });
      onTestFinished(() => other.close());

      const opened = await Promise.all(
        Array.from({ length: 10 }, (_each, index) =>
          (index % 2 ? store : other).submissions.open({
            ...submission,
            ...{ id: `S${index}`, identity: { ...identity, pullNumber: index + 1 }, limits },
          }),
        ),
      );

      expect(opened.filter((each) => each !== 'no-attempt-left')).toHaveLength(3);
    },
  );

  it('gives back what is stored although no attempt is left', async () => {
    await store.submissions.open(submission);
    const again = await store.submissions.open({ ...submission, id: 'S2', limits: { inAll: 1 } });
    expect(again).toMatchObject({ created: false, submission: { id: 'S1' } });
  });

  it('cancels the queued at once and asks for the others', async () => {
    await store.submissions.open(submission);
    await store.submissions.open({ ...submission, id: 'S2', identity: { ...identity, attempt: 2 } });
    await start('R1');

    expect(await store.submissions.requestCancel(['S1', 'S2'])).toEqual({
      cancelled: ['S2'],
      requested: ['S1'],
    });

    expect(await store.submissions.cancelRequested('S1')).toBe(true);
    expect(await store.submissions.openCountByAuthor(5_000_000_000)).toBe(1);
  });

  it('counts attempts of one commit and exercise', async () => {
    expect(await store.submissions.nextAttempt(identity)).toBe(1);
    await store.submissions.open(submission);
    expect(await store.submissions.nextAttempt(identity)).toBe(2);
  });
});

describe('runs', () => {
  beforeEach(() => store.submissions.open(submission));

  it('refuses a writer whose run was overtaken', async () => {
    expect(await start('R1')).toEqual({ fencing: 1 });
    expect(await start('R2')).toEqual({ fencing: 2 });
    const stale = { runId: 'R1', fencing: 1, report: report('R1'), state: 'graded' as const };
    expect(await store.runs.finish(stale)).toBe(false);
    expect(await store.runs.finish({ ...stale, runId: 'R2', fencing: 2, report: report('R2') })).toBe(true);
    expect((await store.runs.forSubmission('S1')).map(({ state }) => state)).toEqual(['lost', 'finished']);
    expect(await store.runs.latestReport('S1')).toEqual(report('R2'));
  });

  it('gives parallel starts different fencing numbers', async () => {
    const fencings = await Promise.all(['R1', 'R2', 'R3', 'R4'].map(start));
    expect(fencings.map((run) => run?.fencing).sort()).toEqual([1, 2, 3, 4]);
  });

  it('accepts the same finish twice', async () => {
    await start('R1');
    const result = { runId: 'R1', fencing: 1, report: report('R1'), state: 'graded' as const };
    expect([await store.runs.finish(result), await store.runs.finish(result)]).toEqual([true, true]);
  });

  it('ends as cancelled when the request came before the result', async () => {
    await start('R1');
    await store.submissions.requestCancel(['S1']);
    await store.runs.finish({ runId: 'R1', fencing: 1, report: report('R1'), state: 'graded' });
    expect((await store.submissions.get('S1'))?.state).toBe('cancelled');
    expect(await start('R2')).toBeUndefined();
  });

  it('keeps the submission open after an attempt without a verdict', async () => {
    await start('R1');
    const failure = { fault: 'infrastructure' as const, code: 'kind-failed', message: 'no disk' };
    expect(await store.runs.fail({ runId: 'R1', fencing: 1, failure, at: at(3) })).toBe(true);
    expect(await store.runs.get('R1')).toMatchObject({ state: 'failed', failure });
    expect(await start('R2')).toEqual({ fencing: 2 });
  });
});

describe('publications', () => {
  it('stays pending when the state changed while it was published', async () => {
    await store.submissions.open(submission);
    const [before] = await store.publications.forPullRequest(7, 3);
    await start('R1');
    await store.publications.published('S1', before?.revision ?? 0);
    const [pending] = await store.publications.forPullRequest(7, 3);
    expect(pending?.revision).toBe((before?.revision ?? 0) + 1);
    await store.publications.published('S1', pending?.revision ?? 0);
    expect(await store.publications.waiting(at(1000), 10)).toEqual([]);
  });
});

const newMember = {
  name: 'saiten-single-01',
  poolKey: 'single',
  fingerprint: 'f',
  workerId: 'w',
  host: 'h',
  state: 'creating' as const,
  createdAt: at(0),
  deadline: at(60),
};

describe('the pool', () => {
  it('moves a member from the state and version that were seen', async () => {
    const creating = await store.pool.add(newMember);
    const warming = await store.pool.move(creating, 'warming');
    const ready = warming && (await store.pool.move(warming, 'ready', { networkPolicy: true }));
    const leased = ready && (await store.pool.move(ready, 'leased', { runId: 'R', deadline: at(90) }));
    expect(leased).toMatchObject({ version: 4, runId: 'R', networkPolicy: true, deadline: at(90) });
  });

  it('lets only one of many who saw the same state change it', async () => {
    const member = await store.pool.add(newMember);

    const moves = await Promise.all(
      Array.from({ length: 20 }, (_, i) => store.pool.move(member, 'leased', { runId: `R${i}` })),
    );

    expect(moves.filter((moved) => moved !== undefined)).toHaveLength(1);
  });

  it('refuses a second member of the same name', async () => {
    await store.pool.add(newMember);
    await expect(store.pool.add(newMember)).rejects.toThrow();
  });

  it('lists the members of one worker, the oldest first, until they are removed', async () => {
    await store.pool.add({ ...newMember, name: 'younger', createdAt: at(1) });
    await store.pool.add(newMember);
    await store.pool.add({ ...newMember, name: 'foreign', workerId: 'other' });
    await store.pool.remove('foreign');
    await store.pool.remove('foreign');

    const names = async (filter?: { workerId: string }) =>
      (await store.pool.list(filter)).map(({ name }) => name);

    expect([await names({ workerId: 'w' }), await names()]).toEqual([
      ['saiten-single-01', 'younger'],
      ['saiten-single-01', 'younger'],
    ]);
  });

  it('remembers the last minimum of each kind until it is taken back', async () => {
    await store.pool.setMinimum('single', 3);
    await store.pool.setMinimum('single', 1);
    expect(await store.pool.minimums()).toEqual(new Map([['single', 1]]));
    await store.pool.setMinimum('single', undefined);
    expect(await store.pool.minimums()).toEqual(new Map());
  });
});

it('lists the workers that are alive', async () => {
  const beat = { workerId: 'w', host: 'h', pid: 1, at: at(5) };
  await store.workers.beat(beat);
  const alive = (since: number, until: number) => store.workers.alive(at(since), at(until));
  expect([await alive(5, 5), await alive(6, 9), await alive(1, 4)]).toEqual([[beat], [], []]);
});

it('says that the store cannot be reached', async () => {
  const gone = createStore({ url: 'postgres://nobody:x@127.0.0.1:1/none' });
  await expect(gone).rejects.toMatchObject({ fault: 'infrastructure' });
});
