/** A pull request that has something to be told. */
export interface PullRequestKey {
  repositoryId: number;
  pullNumber: number;
}

export interface PublishQueue {
  publish(message: { v: 1; repositoryId: number; pullNumber: number }): Promise<void>;
}

/**
 * Sends the jobs that publish what the store has asked for already. When the queue does not answer nothing is lost:
 * workers look for late publications by themselves.
 */
export async function tellLearners(
  queue: PublishQueue,
  pullRequests: readonly PullRequestKey[],
): Promise<void> {
  await Promise.allSettled(pullRequests.map((pull) => queue.publish({ v: 1, ...pull })));
}
