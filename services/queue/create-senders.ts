import type { JobQueue } from './backend.ts';
import { logFacts } from '../observability/log-facts.ts';
import { traceparent } from '../observability/spans.ts';
import { readJobData, type JobData } from './job-data.ts';
import type { QueueName } from './messages.ts';
import type { Queues } from './queues.ts';

/** A burst may keep its job waiting for at most this many times the debounce. */
const LONGEST_DEBOUNCE = 10;

/**
 * How often BullMQ itself would try. It is told at sending, but how often to try is the consumer's to know: it
 * ends a job with UnrecoverableError, see `create-processor.ts`.
 */
const retried = {
  attempts: 1000,
  backoff: { type: 'saiten' },
  removeOnComplete: true,
  removeOnFail: { count: 1000 },
};

/** The sending half of the queues. Each send resolves when the server has stored the job. */
export function createSenders(
  queues: Record<QueueName, JobQueue>,
  now: () => number,
): Pick<Queues, 'intake' | 'grade' | 'request' | 'publish'> {
  return {
    async intake(message, { debounceMs }) {
      const key = `${message.repositoryId}-${message.pullNumber}`;
      const sentAt = now();
      const firstSentAt = await firstOfBurst(queues.intake, key, sentAt);
      await queues.intake.add(
        'intake',
        { message, firstSentAt, givenBack: 0, ...origin() },
        {
          ...retried,
          delay: Math.max(0, Math.min(debounceMs, firstSentAt + LONGEST_DEBOUNCE * debounceMs - sentAt)),
          // docs/decisions/0003-queue-debounce.md: what this does in each state of the job that is already there.
          deduplication: { id: key, replace: true, keepLastIfActive: true },
        },
      );
    },
    async grade(message, { priority, delayMs = 0 }) {
      const jobId = `grade-${message.submissionId}`;
      // A job that was given up keeps its id; without this BullMQ would ignore the new one in silence.
      const earlier = await queues.grade.getJob(jobId);
      if (await earlier?.isFailed()) await earlier?.remove();
      await queues.grade.add(
        'grade',
        { message, firstSentAt: now(), givenBack: 0, ...origin() },
        { ...retried, jobId, priority, delay: delayMs },
      );
    },
    async request(message) {
      await queues.request.add(
        'request',
        { message, firstSentAt: now(), givenBack: 0, ...origin() },
        { ...retried, ...(message.commentId !== undefined && { jobId: `comment-${message.commentId}` }) },
      );
    },
    async publish(message) {
      const key = `${message.repositoryId}-${message.pullNumber}`;
      await queues.publish.add(
        'publish',
        { message, firstSentAt: now(), givenBack: 0, ...origin() },
        { ...retried, deduplication: { id: key, keepLastIfActive: true } },
      );
    },
  };
}

/** What belongs to the work that sends, so that who handles the job can go on with it in logs and traces. */
function origin(): Pick<JobData, 'delivery' | 'traceparent'> {
  const { delivery } = logFacts();
  const parent = traceparent();
  return {
    ...(delivery === undefined ? {} : { delivery }),
    ...(parent === undefined ? {} : { traceparent: parent }),
  };
}

/** When the burst began of which the waiting job is the newest; `sentAt` when none waits or it waits for a retry. */
async function firstOfBurst(queue: JobQueue, key: string, sentAt: number): Promise<number> {
  const jobId = await queue.getDeduplicationJobId(key);
  if (!jobId) return sentAt;
  const job = await queue.getJob(jobId);
  if (!job || job.attemptsStarted > 0) return sentAt;
  return readJobData(job.data)?.firstSentAt ?? sentAt;
}
