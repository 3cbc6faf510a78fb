import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { UnrecoverableError } from 'bullmq';
import { messages } from './messages.ts';
import type { Message, QueueName } from './messages.ts';

/** What BullMQ stores for a message: the message itself and our own book-keeping. */
export const JobData = Type.Object(
  {
    message: Type.Unknown(),
    /** How often a closing consumer gave the job back. Those starts are no tries. */
    givenBack: Type.Integer({ minimum: 0 }),
    /** What the sender was doing, for logs and traces: the delivery that began it and where its trace is. */
    delivery: Type.Optional(Type.String()),
    traceparent: Type.Optional(Type.String()),
  },
  // A newer sender may add book-keeping that means nothing here.
  { additionalProperties: true },
);
export type JobData = Type.Static<typeof JobData>;
/** Where a message comes from, for logs and traces. */
export type JobOrigin = Pick<JobData, 'delivery' | 'traceparent'>;

const jobData = Compile(JobData);

const validators = {
  intake: Compile(messages.intake),
  grade: Compile(messages.grade),
  request: Compile(messages.request),
  publish: Compile(messages.publish),
};

/** Reads the book-keeping of a job; undefined when another hand wrote it. */
export function readJobData(data: unknown): JobData | undefined {
  return jobData.Check(data) ? data : undefined;
}

/**
 * Reads the message of a job. Throws BullMQ's UnrecoverableError, which sends the job to the failed ones at once:
 * a message that cannot be read today cannot be read at the next try either.
 */
export function parseJob<N extends QueueName>(name: N, data: unknown): Message<N> {
  const message: unknown = readJobData(data)?.message;
  const validator = validators[name];
  if (isMessage<N>(validator, message)) return message;
  const problem = validator.Errors(message)[0];
  throw new UnrecoverableError(
    `Cannot read this message of queue ${name}: ${problem?.instancePath || 'the message'} ${problem?.message ?? 'is not valid'}. ` +
      'Expected version 1; was it sent by a newer version of Saiten? Upgrade this process, then retry the job.',
  );
}

function isMessage<N extends QueueName>(
  validator: { Check(value: unknown): boolean },
  value: unknown,
): value is Message<N> {
  return validator.Check(value);
}
