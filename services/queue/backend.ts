import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import type { IQueueBackend, Job, Queue, Worker } from 'bullmq';
import { databaseSchema } from './database-schema.ts';
import type { JobData } from './job-data.ts';
import type { QueueName } from './messages.ts';
import type { QueueConnection } from './queues.ts';

export type JobQueue = Queue<JobData, void, string, JobData, void, string, IQueueBackend>;
export type JobWorker = Worker<JobData, void, string, IQueueBackend>;
export type Processor = (job: Job<JobData, void>, token: string | undefined) => Promise<void>;

/** The settings of a worker that both servers share. */
export interface WorkerSettings {
  concurrency: number;
  lockDuration: number;
  stalledInterval: number;
  maxStalledCount: number;
  settings: { backoffStrategy: (attemptsMade: number) => number };
}

/** Makes BullMQ's queues and workers, on the server that the connection names. */
export interface Backend {
  queue(name: QueueName): JobQueue;
  worker(name: QueueName, process: Processor, settings: WorkerSettings): JobWorker;
}

/** Each queue and each worker holds up to four connections for queries and one that listens. */
const POOL_SIZE = 4;

/** Opens nothing by itself; the queues and workers that it makes do. */
export function createBackend(connection: QueueConnection, prefix: string): Backend {
  if (connection.kind === 'postgres') {
    const { Queue, Worker } = withBackend(createPostgresBackend);
    const database = {
      connectionString: connection.url,
      schema: databaseSchema(prefix),
      migrate: true,
      max: POOL_SIZE,
    };
    return {
      queue: (name) => new Queue<JobData, void>(name, { connection: database }),
      worker: (name, process, settings) =>
        new Worker<JobData, void>(name, process, {
          connection: database,
          ...settings,
        }),
    };
  }
  const { Queue, Worker } = withBackend(createRedisBackend);
  return {
    // A sender must hear at once that Redis is away instead of keeping the message in memory.
    queue: (name) =>
      new Queue<JobData, void>(name, {
        connection: { url: connection.url, maxRetriesPerRequest: 1 },
        prefix,
      }),
    worker: (name, process, settings) =>
      new Worker<JobData, void>(name, process, {
        connection: { url: connection.url, maxRetriesPerRequest: null },
        prefix,
        ...settings,
      }),
  };
}
