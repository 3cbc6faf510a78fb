import { Failure } from '../domain/failure.ts';

/** A force push can take the commit away; then there is nowhere left to tell the result, and nobody to miss it. */
export async function unlessCommitGone(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'commit-gone')) throw error;
  }
}

/** A repository that was deleted, or that we may not see any more: what we have to say stays in the store. */
export async function unlessGone<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'not-found')) throw error;
    return undefined;
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
