import { SpanKind } from '@opentelemetry/api';
import { DelayedError, UnrecoverableError, WaitingError } from 'bullmq';
import type { Job } from 'bullmq';
import { Failure } from '../domain/failure.ts';
import type { Fault } from '../domain/failure.ts';
import { withLogFacts } from '../observability/log-facts.ts';
import { continueTrace, withSpan } from '../observability/spans.ts';
import type { Processor } from './backend.ts';
import { parseJob } from './job-data.ts';
import type { JobData } from './job-data.ts';
import type { LockWatch } from './lock-watch.ts';
import type { QueueName } from './messages.ts';
import type { Handler } from './queues.ts';

/** Trying again cannot change the answer: it is the learner's, the author's or the operator's turn. */
const FINAL_FAULTS: readonly Fault[] = ['learner', 'cancelled', 'configuration', 'grader'];

/** GitHub's limits are counted by the hour. */
const LONGEST_WAIT_SECONDS = 3600;

/**
 * Turns a handler into what BullMQ calls: parses the message, counts the tries, and decides after a throw whether
 * the job is tried again, given up, or given back because this process closes. A failure that says for how long
 * to wait says nothing about the job, and is no failed try.
 */
export function createProcessor<N extends QueueName>(
  name: N,
  handler: Handler<N>,
  locks: LockWatch,
  attempts: number,
  closing: AbortSignal,
): Processor {
  return async (job, token) => {
    const message = parseJob(name, job.data);
    const attempt = job.attemptsStarted - job.data.givenBack;
    if (attempt > attempts)
      throw new UnrecoverableError(
        `Given up after ${attempts} tries; the process that made the last one ended without an answer.`,
      );
    const lock = locks.hold(job.id ?? '');

    try {
      if (closing.aborted) return await giveBack(job, token);
      const sentAt = new Date(job.timestamp);
      const work = () => handler(message, { signal: lock.signal, attempt, attempts, sentAt });
      await inItsOrigin(name, job.data, work);
    } catch (error) {
      if (closing.aborted && lock.signal.reason === closing.reason) return await giveBack(job, token);
      const seconds = secondsToWait(error);
      if (seconds !== undefined) return await postpone(job, token, seconds);
      if (attempt >= attempts || (error instanceof Failure && FINAL_FAULTS.includes(error.fault)))
        throw new UnrecoverableError(describe(error));
      throw error;
    } finally {
      lock.end();
    }
  };
}

/** Goes on with the log and the trace of who sent the job. */
function inItsOrigin(
  name: QueueName,
  { delivery, traceparent }: JobData,
  work: () => Promise<void>,
): Promise<void> {
  const traced = () => withSpan(`handle ${name}`, { kind: SpanKind.CONSUMER }, work);
  return withLogFacts(delivery === undefined ? {} : { delivery }, () => continueTrace(traceparent, traced));
}

/** Puts the job back for the next consumer, without counting this start as a try. */
async function giveBack(job: Job<JobData, void>, token: string | undefined): Promise<never> {
  await job.updateData({ ...job.data, givenBack: job.data.givenBack + 1 });
  await job.moveToWait(token);
  throw new WaitingError();
}

/** As `giveBack`, but not before so many seconds. */
async function postpone(job: Job<JobData, void>, token: string | undefined, seconds: number): Promise<never> {
  await job.updateData({ ...job.data, givenBack: job.data.givenBack + 1 });
  await job.moveToDelayed(Date.now() + seconds * 1000, token);
  throw new DelayedError();
}

function secondsToWait(error: unknown): number | undefined {
  if (!(error instanceof Failure)) return undefined;
  const { retryAfterSeconds } = error.facts;
  return typeof retryAfterSeconds === 'number'
    ? Math.min(retryAfterSeconds, LONGEST_WAIT_SECONDS)
    : undefined;
}

function describe(error: unknown): string {
  if (error instanceof Failure) return `${error.fault}/${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
