import { describe, expect, it } from 'vitest';
import { Failure } from '../../../../services/domain/failure.ts';
import type { GradingReport } from '../../../../services/domain/submissions/grading-report.ts';
import {
  createGrading,
  type GradeDelivery,
  type GradeNeeds,
} from '../../../../services/worker/runs/grade-submission.ts';
import type { GradableExercise, QueuedSubmission } from '../../../../services/worker/runs/run-submission.ts';
import { buildReport } from '../../../support/builders/grading-report.ts';

const submission: QueuedSubmission = {
  id: 'S1',
  repositoryId: 1,
  pullNumber: 2,
  headSha: 'a'.repeat(40),
  exercise: '02-batch-jobs',
  attempt: 1,
  authorId: 3,
  authorLogin: 'hanako',
  state: 'queued',
  cancelRequested: false,
  createdAt: new Date(0),
  folder: 'work',
};

const files = new Map([['app.yaml', Buffer.from('kind: Pod')]]);

const GRADABLE: GradableExercise = {
  definition: {
    ...{ slug: '02-batch-jobs', chapter: 2, level: 'L1', covers: ['2.1'], profile: 'single' },
    ...{ title: { en: 'Jobs', ja: 'ジョブ' }, summary: { en: 'Jobs', ja: 'ジョブ' } },
    ...{ submission: { files: [], kinds: [] }, timeLimitSeconds: 60, checks: [] },
  },
  hash: 'unused',
  rules: {
    kustomizations: () => [],
    references: async () => [],
    checkListing: () => ({ wanted: [], problems: [], notes: [] }),
    tooManyFiles: () => {
      throw new Error('unused');
    },
    noFolder: () => {
      throw new Error('unused');
    },
  },
  grade: () => Promise.reject(new Error('unused')),
};

/** Grades once; returns what was done, in order, and what evidence was asked for. */
async function grade(
  run: () => Promise<GradingReport>,
  {
    waitedSeconds,
    finish,
    ...change
  }: Partial<GradeNeeds> & {
    waitedSeconds?: number | undefined;
    finish?: GradeNeeds['store']['runs']['finish'];
  } = {},
  delivered: Partial<GradeDelivery> = {},
  earlier: { startedAt: Date; failure: { code: string } }[] = [],
) {
  const done: string[] = [];
  const kept: Parameters<GradeNeeds['keepEvidence']>[0][] = [];

  const needs: GradeNeeds = {
    store: {
      submissions: {
        get: async () => submission,
        close: async () => true,
        cancelRequested: async () => false,
      },
      runs: {
        start: async () => ({ fencing: 7 }),
        finish: finish ?? (async () => Boolean(done.push('finish'))),
        fail: async () => Boolean(done.push('fail')),
        forSubmission: async () =>
          waitedSeconds === undefined
            ? earlier
            : [
                { startedAt: new Date(-90_000), failure: { code: 'check-error' } },
                { startedAt: new Date(-1000 * waitedSeconds), failure: { code: 'profile-broken' } },
              ],
      },
    },
    queues: { publish: async () => void done.push('publish') },
    exercises: { get: () => Promise.reject(new Error('unused')) },
    lease: () => ({
      cluster: () => Promise.reject(new Error('unused')),
      used: () => undefined,
      release: async () => void done.push('release'),
    }),
    run: async (_submission, { onFetched }) => {
      onFetched(files);
      return run();
    },
    keepEvidence: async (request) => {
      done.push('evidence');
      kept.push(request);
    },
    identifiers: { next: () => 'R1' },
    now: () => 0,
    repeat: () => () => undefined,
    workerId: 'w',
    clusterPatienceSeconds: 60,
    githubPatienceSeconds: 3600,
    onEnded: () => undefined,
    logger: { info: () => undefined, warn: () => undefined },
    ...change,
  };

  const { signal } = new AbortController();
  const delivery = { signal, attempt: 1, attempts: 3, ...delivered };

  const error: unknown = await createGrading(needs)({ submissionId: 'S1' }, delivery).catch(
    (thrown: unknown) => thrown,
  );

  return { done, kept, error };
}

describe('grading a submission', () => {
  it('stores the verdict, tells it, and only then keeps the evidence and gives the cluster up', async () => {
    const { done } = await grade(async () => buildReport());
    expect(done).toEqual(['publish', 'finish', 'publish', 'evidence', 'release']);
  });

  it('keeps the evidence of a run that failed, too', async () => {
    const { done, error } = await grade(() =>
      Promise.reject(new Failure('infrastructure', 'cluster-not-ready', 'no')),
    );

    expect(done).toEqual(['publish', 'fail', 'publish', 'evidence', 'release']);
    expect(error).toMatchObject({ code: 'cluster-not-ready' });
  });

  it.each<[string, string, number | undefined, unknown]>([
    ['waits for an engine that is away, on its last try too', 'engine-unreachable', undefined, 15],
    ['goes on waiting for a profile whose clusters all fail', 'profile-broken', 59, 15],
    ['takes an engine that stays away for a failed try in the end', 'engine-unreachable', 60, undefined],
    ['uses a try up for what may be its own fault', 'cluster-create-failed', undefined, undefined],
  ])('%s', async (_, code, waitedSeconds, retryAfterSeconds) => {
    const { done, error } = await grade(
      () => Promise.reject(new Failure('infrastructure', code, 'no')),
      { waitedSeconds },
      { attempt: retryAfterSeconds === undefined ? 1 : 3 },
    );

    expect([done[1], (error as Failure).facts['retryAfterSeconds']]).toEqual(['fail', retryAfterSeconds]);
  });

  it.each<[string, { seconds: number; code: string }[], unknown]>([
    ['soon again', [], 5],
    ['later and later', [{ seconds: 40, code: 'github-permission' }], 40],
    ['a quarter of an hour at most', [{ seconds: 3599, code: 'not-found' }], 900],
    [
      'soon again after GitHub had let it begin',
      [
        { seconds: 3599, code: 'not-found' },
        { seconds: 30, code: 'check-error' },
      ],
      5,
    ],
    ['no more in the end', [{ seconds: 3600, code: 'github-credentials' }], undefined],
  ])('waits for GitHub that does not let it: %s', async (_case, earlier, retryAfterSeconds) => {
    const { done, error } = await grade(
      () => Promise.reject(new Failure('configuration', 'github-permission', 'suspended')),
      {
        exercises: { get: async () => GRADABLE },
      },
      { attempt: 3 },
      earlier.map(({ seconds, code }) => ({ startedAt: new Date(-1000 * seconds), failure: { code } })),
    );

    const waits = retryAfterSeconds !== undefined;

    expect([done[1], (error as Failure | undefined)?.facts['retryAfterSeconds']]).toEqual([
      waits ? 'fail' : 'finish',
      retryAfterSeconds,
    ]);
  });

  it('hands on what the run used: files, phases and fencing number', async () => {
    const report = buildReport();
    const { kept } = await grade(async () => report);
    expect(kept).toMatchObject([{ runId: 'R1', fencing: 7, files, timings: report.timings }]);
  });

  it('ends at once, without a verdict and with a line in the log, when the store refuses the result', async () => {
    const written: GradingReport[] = [];
    const logged: string[] = [];
    const refused = new Failure('grader', 'store-refused', 'no', { facts: { sqlState: '22P05' } });

    const { done, error } = await grade(async () => buildReport(), {
      exercises: { get: async () => ({ definition: { slug: 's', title: {}, checks: [] } }) as never },
      logger: { info: () => undefined, warn: (_facts, message) => void logged.push(message) },
      finish: async ({ report }) => {
        written.push(report);
        if (report.verdict === 'passed') throw refused;
        return true;
      },
    });

    expect([error, done, logged]).toEqual([
      undefined,
      ['publish', 'publish', 'evidence', 'release'],
      ['the store refused the result'],
    ]);

    expect(written[1]).toMatchObject({
      verdict: 'not-graded',
      fault: 'grader',
      failureCode: 'store-refused',
    });
  });

  it('gives the cluster up although the verdict cannot be told', async () => {
    let told = 0;

    const { done } = await grade(async () => buildReport(), {
      queues: {
        publish: async () => {
          if (told++ > 0) throw new Error('the queue is away');
        },
      },
    });

    expect(done).toEqual(['finish', 'evidence', 'release']);
  });
});
