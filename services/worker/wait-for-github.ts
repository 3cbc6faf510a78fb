import { Failure } from '../domain/failure.ts';
import { growingWait } from '../domain/growing-wait.ts';
import { waitedForGitHub } from '../domain/waited-for-github.ts';
import type { Try } from './intake/github-behind.ts';

export interface PatienceNeeds {
  patienceSeconds: number;
  now: () => number;
  logger: { warn(facts: object, message: string): void; error(facts: object, message: string): void };
}

/**
 * Makes a handler of a message bear that GitHub does not let us for a while: the message comes again, later and later,
 * which counts as no failed try, until it is older than the patience. Each time stands in the log with what can be done. An
 * answer that is behind comes again as a failed try does.
 */
export function waitForGitHub<M extends object>(
  { patienceSeconds, now, logger }: PatienceNeeds,
  handle: (message: M, delivery: Try) => Promise<void>,
): (message: M, delivery: Try & { sentAt: Date }) => Promise<void> {
  return async (message, delivery) => {
    try {
      await handle(message, delivery);
    } catch (error) {
      if (error instanceof Failure && error.code === 'github-behind')
        logger.warn({ ...message, error }, 'GitHub is behind its events; it is asked again');
      if (!(error instanceof Failure) || !waitedForGitHub({ failure: error })) throw error;
      if ('retryAfterSeconds' in error.facts) throw error;
      const waited = now() - delivery.sentAt.getTime();

      if (waited >= patienceSeconds * 1000) {
        logger.error({ ...message, error }, 'given up: GitHub has not let us for too long');
        throw error;
      }

      const retryAfterSeconds = growingWait(waited);
      logger.warn({ ...message, retryAfterSeconds, error }, 'GitHub does not let us; it is tried again');
      const { fault, code, facts } = error;
      throw new Failure(fault, code, error.message, { facts: { ...facts, retryAfterSeconds }, cause: error });
    }
  };
}
