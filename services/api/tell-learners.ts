import { inBatches } from '../domain/in-batches.ts';

/** A pull request that has something to be told. */
export interface PullRequestKey {
  repositoryId: number;
  pullNumber: number;
}

export interface PublishQueue {
  publish(message: { v: 1; repositoryId: number; pullNumber: number }): Promise<void>;
}

/** How many jobs are on their way to the queue at once; each has only so much time. */
const AT_ONCE = 50;

/**
 * Sends the jobs that publish what the store has asked for already. When the queue does not answer it sends no more, and
 * nothing is lost: workers look for late publications by themselves.
 */
export async function tellLearners(
  queue: PublishQueue,
  pullRequests: readonly PullRequestKey[],
): Promise<void> {
  for (const batch of inBatches(pullRequests, AT_ONCE)) {
    const sent = await Promise.allSettled(batch.map((pull) => queue.publish({ v: 1, ...pull })));
    if (sent.some(({ status }) => status === 'rejected')) return;
  }
}
