interface Announced {
  repositoryId: number;
  number: number;
  installationId?: number;
}

export interface FindUnseenHeadsNeeds {
  pullRequests: {
    /** Those whose head was told of and not looked at. */
    unseen(changed: { since: Date; before: Date }, most: number): Promise<Announced[]>;
  };
  intake(message: { v: 1; repositoryId: number; pullNumber: number; installationId?: number }): Promise<void>;
  now: () => number;
}

/** Milliseconds that an event and its job have before somebody looks whether they were lost. */
const PATIENCE_MS = 120_000;
/** What nobody could look at for so long was given up, with an error in the log. */
const MEMORY_MS = 7 * 86_400_000;
const MOST = 200;

/**
 * Queues again what events told of and nobody looked at: a job that was lost or given up, or an answer of GitHub's that was
 * older than the event. It asks our own store alone, so it finds what no list of GitHub's shows (yet). Returns how many.
 */
export async function findUnseenHeads({ pullRequests, intake, now }: FindUnseenHeadsNeeds): Promise<number> {
  const changed = { since: new Date(now() - MEMORY_MS), before: new Date(now() - PATIENCE_MS) };
  const unseen = await pullRequests.unseen(changed, MOST);
  for (const { repositoryId, number, installationId } of unseen)
    await intake({
      ...{ v: 1, repositoryId, pullNumber: number },
      ...(installationId === undefined ? {} : { installationId }),
    });
  return unseen.length;
}
