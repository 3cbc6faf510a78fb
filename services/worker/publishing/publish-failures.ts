import { Failure } from '../../domain/failure.ts';
import { waitedForGitHub } from '../../domain/waited-for-github.ts';

/** A force push can take the commit away; then there is nowhere left to tell the result, and nobody to miss it. */
export async function unlessCommitGone(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'commit-gone')) throw error;
  }
}

/** False when GitHub's rate limit leaves no room now. */
export async function fits(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === 'rate-limited') return false;
    throw error;
  }
}

/** What GitHub refuses stays pending for those who publish late; trying at once again would only be refused again. */
export async function leaveToLate(
  logger: { warn(facts: object, message: string): void },
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure) || !waitedForGitHub({ failure: error })) throw error;

    if (error.fault !== 'configuration') {
      logger.warn({ error }, 'GitHub did not take a result; it is tried again');
      throw error;
    }

    logger.warn({ error }, 'GitHub does not take a result now; it is published later');
  }
}
