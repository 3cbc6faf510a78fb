import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Failure } from '../../../services/domain/failure.ts';
import { createBackend } from '../../../services/queue/backend.ts';
import { createQueues } from '../../../services/queue/create-queues.ts';
import type { QueueConnection, Queues } from '../../../services/queue/queues.ts';
import { startDatabaseServer } from '../../support/database.ts';
import { deferred } from '../../support/deferred.ts';
import { hasRedis, startRedis } from '../../support/redis.ts';
import { waitUntil } from '../../support/wait-until.ts';

const redisThere = await hasRedis();

const servers = [
  { kind: 'postgres' as const, start: startDatabaseServer, missing: false },
  { kind: 'redis' as const, start: startRedis, missing: !redisThere },
];

const options = { concurrency: 1, lockMs: 1500, stalledCheckMs: 500, attempts: 3, backoffMs: 10 };
const id = (n: number) => `01J0000000000000000000000${n}`;
const pull = (installationId: number) => ({ v: 1 as const, repositoryId: 1, pullNumber: 2, installationId });
const publish = { v: 1 as const, repositoryId: 1, pullNumber: 2 };

describe.each(servers)('queues on $kind', ({ kind, start, missing }) => {
  if (missing) {
    it.skip('needs redis-server on the PATH: apt-get install redis-server');
    return;
  }

  let server: { url: string; stop(): Promise<void> };
  let connection: QueueConnection;
  let queues: Queues;
  let prefix: string;
  let count = 0;

  const connect = async () => {
    const opened = await createQueues({ connection, prefix });
    onTestFinished(() => opened.close());
    return opened;
  };

  beforeAll(async () => {
    server = await start();
    connection = { kind, url: server.url };
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    prefix = `t${++count}`;
    queues = await connect();
  });

  it('keeps a message when its sender closes', async () => {
    const sender = await connect();
    await sender.grade({ v: 1, submissionId: id(1) }, { priority: 1 });
    await sender.close();
    const seen: string[] = [];
    await queues.consume('grade', async ({ submissionId }) => void seen.push(submissionId), options);
    await waitUntil(() => seen.length === 1);
    expect(seen).toEqual([id(1)]);
  });

  it('handles a burst once', async () => {
    for (const installation of [1, 2, 3]) await queues.intake([{ message: pull(installation) }]);
    await queues.intake([{ message: pull(4) }, { message: pull(5) }]);
    expect((await queues.counts()).intake).toMatchObject({ delayed: 0, waiting: 1 });
  });

  it('takes many pull requests in one statement', async () => {
    await queues.intake(
      Array.from({ length: 50 }, (_, index) => ({ message: { ...pull(1), pullNumber: index + 1 } })),
    );

    const seen: number[] = [];
    await queues.consume('intake', async ({ pullNumber }) => void seen.push(pullNumber), options);
    await waitUntil(() => seen.length === 50);
    expect(new Set(seen).size).toBe(50);
  });

  it('starts what waits for its next try when a new event comes', async () => {
    const seen: unknown[] = [];

    await queues.consume(
      'intake',
      async ({ installationId }) => {
        seen.push(installationId);
        if (installationId === 1) throw new Error('not now');
      },
      { ...options, backoffMs: 60_000 },
    );

    await queues.intake([{ message: pull(1) }]);
    await waitUntil(async () => (await queues.counts()).intake.delayed === 1);
    await queues.intake([{ message: pull(2) }]);
    await waitUntil(() => seen.length === 2);
    expect(seen).toEqual([1, 2]);
  });

  it('leaves what waits for its next try alone when the message gives way', async () => {
    const seen: unknown[] = [];

    const handle = async ({ installationId }: { installationId?: number }) => {
      seen.push(installationId);
      throw new Error('not now');
    };

    await queues.consume('intake', handle, { ...options, backoffMs: 60_000 });
    await queues.intake([{ message: pull(1), givesWay: true }]);
    await waitUntil(async () => (await queues.counts()).intake.delayed === 1);
    await queues.intake([{ message: pull(2), givesWay: true }]);
    expect((await queues.counts()).intake).toMatchObject({ delayed: 1, waiting: 0, active: 0 });
    expect(seen).toEqual([1]);
  });

  it.each(['intake', 'publish'] as const)('runs %s again for an event during the run', async (name) => {
    const send = () => (name === 'intake' ? queues.intake([{ message: pull(1) }]) : queues.publish(publish));
    let runs = 0;

    await queues.consume(
      name,
      async () => {
        if (++runs === 1) for (let i = 0; i < 3; i++) await send();
      },
      options,
    );

    await send();
    await waitUntil(() => runs === 2);

    await waitUntil(async () => {
      const counts = (await queues.counts())[name];
      return counts.waiting + counts.active + counts.delayed === 0;
    });

    expect(runs).toBe(2);
  });

  it('never loses the last of many events, whatever the run does meanwhile', async () => {
    let latest = 0;
    let handled = 0;
    await queues.consume('publish', async () => void (handled = latest), { ...options, concurrency: 4 });
    for (latest = 1; latest < 150; latest++) await queues.publish(publish);
    await queues.publish(publish);
    await waitUntil(() => handled === latest);
  });

  it('keeps one job per submission and takes it again after it ended', async () => {
    const send = () => queues.grade({ v: 1, submissionId: id(1) }, { priority: 1 });
    await Promise.all([send(), send(), send()]);
    expect((await queues.counts()).grade.waiting).toBe(1);
    let runs = 0;

    await queues.consume(
      'grade',
      async () => {
        if (++runs === 1) throw new Failure('learner', 'broken', 'no');
      },
      options,
    );

    await waitUntil(async () => (await queues.counts()).grade.failed === 1);
    await send();
    await waitUntil(() => runs === 2);
  });

  it('takes many submissions in batches, each once however often they are sent', async () => {
    const messageOf = (_: unknown, index: number) => ({
      v: 1 as const,
      submissionId: `01J00000000000000000000${String(index).padStart(3, '0')}`,
    });

    const messages = Array.from({ length: 450 }, messageOf);
    const urgent = messageOf(undefined, 300);
    await queues.grade(urgent, { priority: 1 });
    await queues.gradeAll(messages, { priority: 300 });
    await queues.gradeAll(messages, { priority: 300 });
    expect((await queues.counts()).grade.waiting).toBe(450);
    const seen: string[] = [];
    await queues.consume('grade', async ({ submissionId }) => void seen.push(submissionId), options);
    await waitUntil(() => seen.length === 450);
    expect([seen[0], new Set(seen).size]).toEqual([urgent.submissionId, 450]);
  });

  it('tries again with growing waits, then gives up with the reason', async () => {
    const tries: number[] = [];

    await queues.consume(
      'grade',
      async (_, { attempt }) => {
        tries.push(attempt);
        throw new Failure('infrastructure', 'kind-failed', 'no disk');
      },
      options,
    );

    await queues.grade({ v: 1, submissionId: id(1) }, { priority: 1 });
    await waitUntil(async () => (await queues.counts()).grade.failed === 1);
    expect(tries).toEqual([1, 2, 3]);
    expect((await queues.deadLetters())[0]?.reason).toContain('infrastructure/kind-failed');
  });

  it('gives up a message that cannot be read, and says why', async () => {
    const backend = createBackend(connection, prefix, () => undefined);
    const raw = backend.queue('grade');
    onTestFinished(() => raw.close());
    await raw.add('grade', { message: { v: 2 }, givenBack: 0 });
    await queues.consume('grade', async () => undefined, options);
    await waitUntil(async () => (await queues.counts()).grade.failed === 1);
    expect((await queues.deadLetters())[0]).toMatchObject({ queue: 'grade', data: { v: 2 } });
    expect((await queues.deadLetters())[0]?.reason).toContain('Cannot read this message');
  });

  it('takes the most urgent first', async () => {
    await queues.grade({ v: 1, submissionId: id(1) }, { priority: 5 });
    await queues.grade({ v: 1, submissionId: id(2) }, { priority: 1 });
    const seen: string[] = [];
    await queues.consume('grade', async ({ submissionId }) => void seen.push(submissionId), options);
    await waitUntil(() => seen.length === 2);
    expect(seen).toEqual([id(2), id(1)]);
  });

  it('redoes the job of a consumer process that was killed', async () => {
    await queues.grade({ v: 1, submissionId: id(1) }, { priority: 1 });

    const child = execa(
      'node',
      ['--import', 'tsx', 'test/support/queue-process.ts', kind, server.url, prefix],
      { reject: false },
    );

    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    const attempts: number[] = [];
    await queues.consume('grade', async (_, { attempt }) => void attempts.push(attempt), options);
    await waitUntil(() => attempts.length === 1);
    expect(attempts).toEqual([2]);
  });

  it('gives a running job back when its consumer closes, without counting the try', async () => {
    let reason: unknown;
    const taken = deferred();

    const consumer = await queues.consume(
      'grade',
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject((reason = signal.reason) as Error));
          taken.resolve();
        }),
      options,
    );

    await queues.grade({ v: 1, submissionId: id(1) }, { priority: 1 });
    await taken.promise;
    await consumer.close();
    expect(String(reason)).toContain('closes');
    const attempts: number[] = [];
    await queues.consume('grade', async (_, { attempt }) => void attempts.push(attempt), options);
    await waitUntil(() => attempts.length === 1);
    expect(attempts).toEqual([1]);
  });

  it('shares the work between two consumers', async () => {
    const other = await connect();
    const both = deferred();
    let inside = 0;

    const meet = async () => {
      if (++inside === 2) both.resolve();
      await both.promise;
    };

    await queues.consume('grade', meet, options);
    await other.consume('grade', meet, options);
    await queues.grade({ v: 1, submissionId: id(1) }, { priority: 1 });
    await queues.grade({ v: 1, submissionId: id(2) }, { priority: 1 });
    await both.promise;
  });
});
