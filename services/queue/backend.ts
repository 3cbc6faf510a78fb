import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import type { IQueueBackend, Job, Queue, Worker } from 'bullmq';
import { databaseSchema } from './database-schema.ts';
import type { JobData } from './job-data.ts';
import type { QueueName } from './messages.ts';
import type { QueueConnection } from './queues.ts';

/** What the two servers' classes have in common; their options differ. */
export type JobQueue = Pick<
  Queue<JobData, void, string, JobData, void, string, IQueueBackend>,
  'add' | 'addBulk' | 'getJob' | 'getJobs' | 'getJobCounts' | 'waitUntilReady' | 'close'
>;
export type JobWorker = Pick<Worker<JobData, void, string, IQueueBackend>, 'waitUntilReady' | 'close'>;
export type Processor = (job: Job<JobData, void>, token: string | undefined) => Promise<void>;

/** The settings of a worker that both servers share. */
export interface WorkerSettings {
  concurrency: number;
  lockDuration: number;
  stalledInterval: number;
  maxStalledCount: number;
  settings: { backoffStrategy: (attemptsMade: number) => number };
}

/** What a worker tells about the locks it holds. */
export interface WorkerEvents {
  renewed(jobIds: readonly string[]): void;
  lost(jobIds: readonly string[]): void;
}

/** Makes BullMQ's queues and workers, on the server that the connection names. */
export interface Backend {
  queue(name: QueueName): JobQueue;
  worker(name: QueueName, process: Processor, settings: WorkerSettings, events: WorkerEvents): JobWorker;
}

/** Each queue and each worker holds up to four connections for queries and one that listens. */
const POOL_SIZE = 4;

/** Opens nothing by itself; the queues and workers that it makes do. `onError` hears of trouble between jobs. */
export function createBackend(
  connection: QueueConnection,
  prefix: string,
  onError: (error: Error) => void,
): Backend {
  if (connection.kind === 'postgres') {
    const { Queue, Worker } = withBackend(createPostgresBackend);

    const database = {
      connectionString: connection.url,
      schema: databaseSchema(prefix),
      migrate: true,
      max: POOL_SIZE,
    };

    return {
      queue(name) {
        const queue = new Queue<JobData, void>(name, { connection: database });
        queue.on('error', onError);
        return queue;
      },
      worker(name, process, settings, events) {
        const worker = new Worker<JobData, void>(name, process, { connection: database, ...settings });
        worker.on('error', onError);
        worker.on('locksRenewed', ({ jobIds }) => events.renewed(jobIds));
        worker.on('lockRenewalFailed', (jobIds) => events.lost(jobIds));
        return worker;
      },
    };
  }

  const { Queue, Worker } = withBackend(createRedisBackend);
  return {
    queue(name) {
      // A sender must hear soon that Redis is away instead of keeping the message in memory.
      const redis = { url: connection.url, maxRetriesPerRequest: 1 };
      const queue = new Queue<JobData, void>(name, { connection: redis, prefix });
      queue.on('error', onError);
      return queue;
    },
    worker(name, process, settings, events) {
      const redis = { url: connection.url, maxRetriesPerRequest: null };
      const worker = new Worker<JobData, void>(name, process, { connection: redis, prefix, ...settings });
      worker.on('error', onError);
      worker.on('locksRenewed', ({ jobIds }) => events.renewed(jobIds));
      worker.on('lockRenewalFailed', (jobIds) => events.lost(jobIds));
      return worker;
    },
  };
}
