import { inBatches } from '../domain/in-batches.ts';
import { createBackend } from './backend.ts';
import type { JobQueue } from './backend.ts';
import { createConsumer } from './create-consumer.ts';
import { createSenders } from './create-senders.ts';
import { readJobData } from './job-data.ts';
import type { QueueName } from './messages.ts';
import { reachQueue } from './reach-queue.ts';
import { requireStartOptions } from './require-start-options.ts';
import type { Consumer, DeadLetter, QueueOptions, Queues } from './queues.ts';

/** The most jobs that are sent in one statement; the server answers it within the time of `reachQueue`. */
const BATCH = 200;

const NAMES = ['intake', 'grade', 'request', 'publish'] as const satisfies readonly QueueName[];

/**
 * Connects to the server and resolves when it answers and has all it needs (PostgreSQL: BullMQ's own tables).
 * Fails with a Failure: `configuration` for a bad prefix or a pooler that PostgreSQL is behind, `infrastructure`/
 * `queue-unavailable` otherwise; every method of the result can fail with the latter.
 */
export async function createQueues(options: QueueOptions, now: () => number = Date.now): Promise<Queues> {
  const backend = createBackend(options.connection, options.prefix, options.onError ?? (() => undefined));
  if (options.connection.kind === 'postgres')
    await reachQueue(requireStartOptions(options.connection.url), 10_000);

  const queues: Record<QueueName, JobQueue> = {
    intake: backend.queue('intake'),
    grade: backend.queue('grade'),
    request: backend.queue('request'),
    publish: backend.queue('publish'),
  };

  const all = NAMES.map((name) => queues[name]);
  const consumers: Consumer[] = [];
  const closeQueues = () => Promise.allSettled(all.map((queue) => queue.close()));

  try {
    await reachQueue(Promise.all(all.map((queue) => queue.waitUntilReady())), 10_000);
  } catch (error) {
    await closeQueues();
    throw error;
  }

  const senders = createSenders(queues);

  return {
    intake: (entries) => reachQueue(senders.intake(entries)),
    grade: (message, priority) => reachQueue(senders.grade(message, priority)),
    async gradeAll(messages, priority) {
      for (const batch of inBatches(messages, BATCH)) await reachQueue(senders.gradeAll(batch, priority));
    },
    request: (message, origin) => reachQueue(senders.request(message, origin)),
    publish: (message) => reachQueue(senders.publish(message)),
    async consume(name, handler, consumeOptions) {
      const consumer = await reachQueue(createConsumer(backend, name, handler, consumeOptions), 10_000);
      consumers.push(consumer);
      return consumer;
    },
    async counts() {
      const [intake, grade, request, publish] = await reachQueue(
        Promise.all([
          count(queues.intake),
          count(queues.grade),
          count(queues.request),
          count(queues.publish),
        ]),
      );

      return { intake, grade, request, publish };
    },
    async oldest() {
      const [intake, grade, request, publish] = await reachQueue(
        Promise.all([
          oldestAge(queues.intake, now()),
          oldestAge(queues.grade, now()),
          oldestAge(queues.request, now()),
          oldestAge(queues.publish, now()),
        ]),
      );

      return { intake, grade, request, publish };
    },
    async deadLetters() {
      return (await reachQueue(Promise.all(NAMES.map((name) => failedOf(name, queues[name]))))).flat();
    },
    async health() {
      await reachQueue(queues.intake.getJobCounts('waiting'), 2000);
    },
    async close(closeOptions) {
      await Promise.allSettled(consumers.map((consumer) => consumer.close(closeOptions)));
      await closeQueues();
    },
  };
}

async function count(queue: JobQueue) {
  const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
  const { waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts;
  return { waiting: waiting + prioritized, active, delayed, failed };
}

/** Jobs with a priority are listed by it and not by age; among the first hundred the oldest is soon. */
async function oldestAge(queue: JobQueue, now: number): Promise<number> {
  const jobs = await queue.getJobs(['waiting', 'prioritized'], 0, 99, true);
  const since = jobs.map((job) => job.timestamp + job.delay);
  return Math.max(0, now - Math.min(now, ...since));
}

async function failedOf(name: QueueName, queue: JobQueue): Promise<DeadLetter[]> {
  const jobs = await queue.getJobs(['failed'], 0, 99, false);
  return jobs.map((job) => ({
    queue: name,
    jobId: job.id ?? '',
    data: readJobData(job.data)?.message ?? job.data,
    reason: job.failedReason,
    failedAt: new Date(job.finishedOn ?? 0),
  }));
}
