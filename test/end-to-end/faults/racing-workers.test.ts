import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PoolMember } from '../../../services/domain/clusters/pool-member.ts';
import { createIdentifiers } from '../../../services/domain/identifier.ts';
import { loadExercise } from '../../../services/exercise-catalogue/load-exercise.ts';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { createGrading, type GradeNeeds } from '../../../services/worker/runs/grade-submission.ts';
import { leaseCluster } from '../../../services/worker/runs/lease-cluster.ts';
import type { GradableExercise } from '../../../services/worker/runs/run-submission.ts';
import { reapClusters } from '../../../services/worker/runs/reap-clusters.ts';
import { buildCheck, buildReport } from '../../support/builders/grading-report.ts';
import { clusterWorker, type ClusterWorker } from '../../support/cluster-worker.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { deferred } from '../../support/deferred.ts';
import { kindEngine } from '../../support/kind-engine.ts';
import { leftovers } from '../../support/leftovers.ts';
import { waitUntil } from '../../support/wait-until.ts';

const engine = await kindEngine();
const prefix = `t${randomBytes(4).toString('hex')}`;
const EXERCISES = new URL('../../fixtures/exercises/', import.meta.url);

const SUBMISSION = {
  id: 'S1',
  identity: {
    repositoryId: 7,
    pullNumber: 3,
    headSha: 'a'.repeat(40),
    exercise: '00-smoke',
    attempt: 1,
  },
  folder: 'work',
  authorId: 5,
  authorLogin: 'hanako',
};

const DELIVERY = { signal: new AbortController().signal, attempt: 1, attempts: 3 };
const SINGLE = { profile: 'single', tools: [] };

let dataFolder: string;
let database: DatabaseServer;
/** Two workers on one engine with one database: a store, clusters and a connection each. */
let first: ClusterWorker & { store: Store };
let second: ClusterWorker & { store: Store };

const winners: number[] = [];
let ready: PoolMember;
let leasedByFirst: string;
let loser: unknown;
let looks: number[];
let brokenOff: unknown;

async function startWorker(workerId: string, stock: string) {
  const store = await createStore({ url: database.url });
  return { store, ...clusterWorker({ workerId, prefix, dataFolder, store, stock }) };
}

/** An exercise by its definition; nothing here lists files or runs checks. */
async function exerciseOf(slug: string): Promise<GradableExercise> {
  const { definition } = await loadExercise(fileURLToPath(new URL(slug, EXERCISES)));

  const unused = () => {
    throw new Error('not asked for');
  };

  return {
    definition,
    hash: '',
    rules: {
      ...{ kustomizations: unused, references: unused, checkListing: unused },
      ...{ tooManyFiles: unused, noFolder: unused },
    },
    grade: unused,
  };
}

/** Grades as one of the workers does, with `run` in place of fetching and the exercise's checks. */
const gradingOf = ({ store, pool }: typeof first, workerId: string, run: GradeNeeds['run']) =>
  createGrading({
    store,
    run,
    workerId,
    queues: { publish: async () => undefined },
    exercises: { get: exerciseOf },
    lease: (runId) => leaseCluster(pool, runId),
    keepEvidence: async () => undefined,
    identifiers: createIdentifiers(Date.now, randomBytes),
    now: Date.now,
    repeat: () => () => undefined,
    clusterPatienceSeconds: 0,
    githubPatienceSeconds: 0,
    onEnded: () => undefined,
    logger: { info() {}, warn() {} },
  });

beforeAll(async () => {
  if (!engine.available) return;
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-racing-'));
  database = await startDatabaseServer();
  first = await startWorker('first', 'single=1');
  second = await startWorker('second', 'off');
  await first.store.submissions.open(SUBMISSION);

  await first.pool.tend();
  const member = async () => (await first.store.pool.list())[0];
  await waitUntil(async () => (await member())?.state === 'ready');

  for (let round = 0; round < 20; round++) {
    const seen = await member();
    if (seen === undefined) throw new Error('the ready cluster is gone');
    const moves = await Promise.all([first, second].map(({ store }) => store.pool.move(seen, 'ready')));
    winners.push(moves.filter((moved) => moved !== undefined).length);
    ready = seen;
  }

  const [atWork, mayEnd, leaving] = [deferred(), deferred(), new AbortController()];

  const late = gradingOf(first, 'first', async (_, { runId, lease, signal }) => {
    const cluster = await lease.cluster({ ...SINGLE, signal });
    leasedByFirst = cluster.name;
    atWork.resolve();
    await mayEnd.promise;
    brokenOff = await cluster.evidence({ namespace: 'default' }, { signal }).catch((error: unknown) => error);
    return buildReport({ runId, checks: [buildCheck()] });
  })({ submissionId: 'S1' }, DELIVERY);

  const other = second.pool.lease({ runId: 'other', ...SINGLE, signal: leaving.signal });
  await atWork.promise;
  leaving.abort();
  loser = await other.catch((error: unknown) => error);

  // The first worker gives no sign of life any more: the second one takes over cluster and submission.
  await second.store.workers.beat({ workerId: 'second', host: 'h', pid: 1, at: new Date() });

  const look = () =>
    reapClusters({ ...second.store, reaper: second.reaper, now: Date.now, silenceMs: 20_000 });

  looks = [await look(), await look()];

  await gradingOf(second, 'second', async (_, { runId }) =>
    buildReport({ runId, checks: [buildCheck({ status: 'fail' })] }),
  )({ submissionId: 'S1' }, DELIVERY);

  mayEnd.resolve();
  await late;
}, 180_000);

afterAll(async () => {
  if (!engine.available) return;

  for (const { pool, store } of [first, second]) {
    await pool.stop();
    await store.close();
  }

  await database.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

describe.skipIf(!engine.available)('two workers that race for one cluster', () => {
  it('change its state one after the other: of two who saw the same, one succeeds', () => {
    expect(winners).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it('do not both get it', () => {
    expect([leasedByFirst, loser]).toMatchObject([ready.name, { fault: 'cancelled' }]);
  });

  it('lose it to each other only when one is silent for two looks', () => {
    expect(looks).toEqual([0, 1]);
  });

  it('do not mistake a cluster that was taken away for a failure of the learner', () => {
    expect(brokenOff).toMatchObject({ fault: 'infrastructure', code: 'evidence-unavailable' });
  });

  it('write one result: that of the newer run, though the older one ends last and with more points', async () => {
    const runs = await first.store.runs.forSubmission('S1');

    expect(runs.map(({ workerId, state, report }) => [workerId, state, report?.verdict])).toEqual([
      ['first', 'lost', undefined],
      ['second', 'finished', 'failed'],
    ]);
  });

  it('leave nothing', { timeout: 60_000 }, async () => {
    for (const { pool } of [first, second]) await pool.stop();
    expect([await leftovers({ prefix, dataFolder }), await first.store.pool.list()]).toEqual([[], []]);
  });
});
