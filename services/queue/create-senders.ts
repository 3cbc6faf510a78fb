import type { JobQueue } from './backend.ts';
import { logFacts } from '../observability/log-facts.ts';
import { traceparent } from '../observability/spans.ts';
import type { JobOrigin } from './job-data.ts';
import type { GradeMessage, QueueName } from './messages.ts';
import type { Queues } from './queues.ts';

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
): Pick<Queues, 'intake' | 'grade' | 'gradeAll' | 'request' | 'publish'> {
  return {
    async intake(entries) {
      await queues.intake.addBulk(
        entries.map(({ message, origin = originNow(), givesWay = false }) => ({
          name: 'intake',
          data: { message, givenBack: 0, ...origin },
          opts: {
            ...retried,
            // docs/decisions/0003-queue-debounce.md: what this does in each state of the job that is already there.
            deduplication: { id: keyOf(message), replace: !givesWay, keepLastIfActive: true },
          },
        })),
      );
    },
    async grade(message, { priority, delayMs = 0 }) {
      const jobId = gradeJobId(message);
      // A job that was given up keeps its id; without this BullMQ would ignore the new one in silence.
      const earlier = await queues.grade.getJob(jobId);
      if (await earlier?.isFailed()) await earlier?.remove();

      await queues.grade.add(
        'grade',
        { message, givenBack: 0, ...originNow() },
        { ...retried, jobId, priority, delay: delayMs },
      );
    },
    async gradeAll(messages, { priority }) {
      const origin = originNow();

      await queues.grade.addBulk(
        messages.map((message) => ({
          name: 'grade',
          data: { message, givenBack: 0, ...origin },
          opts: { ...retried, jobId: gradeJobId(message), priority },
        })),
      );
    },
    async request(message, origin = originNow()) {
      await queues.request.add(
        'request',
        { message, givenBack: 0, ...origin },
        { ...retried, ...(message.commentId !== undefined && { jobId: `comment-${message.commentId}` }) },
      );
    },
    async publish(message) {
      await queues.publish.add(
        'publish',
        { message, givenBack: 0, ...originNow() },
        { ...retried, deduplication: { id: keyOf(message), keepLastIfActive: true } },
      );
    },
  };
}

/** What belongs to the work that sends, so that who handles the job can go on with it in logs and traces. */
function originNow(): JobOrigin {
  const { delivery } = logFacts();
  const parent = traceparent();
  return {
    ...(delivery === undefined ? {} : { delivery }),
    ...(parent === undefined ? {} : { traceparent: parent }),
  };
}

function gradeJobId({ submissionId }: GradeMessage): string {
  return `grade-${submissionId}`;
}

function keyOf({ repositoryId, pullNumber }: { repositoryId: number; pullNumber: number }): string {
  return `${repositoryId}-${pullNumber}`;
}
