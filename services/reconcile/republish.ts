interface Publication {
  repositoryId: number;
  pullNumber: number;
}

export interface RepublishNeeds {
  publications: { pending(olderThan: Date): Promise<Publication[]> };
  publish(message: { v: 1; repositoryId: number; pullNumber: number }): Promise<void>;
  now: () => number;
}

/** Milliseconds a result may wait for GitHub before somebody looks whether its job was lost. */
const PATIENCE_MS = 60_000;

/**
 * Queues what GitHub should have been told by now: results of a worker that was killed between storing and
 * handing over, or that GitHub did not take during an outage. Returns how many pull requests.
 */
export async function republish({ publications, publish, now }: RepublishNeeds): Promise<number> {
  const pending = await publications.pending(new Date(now() - PATIENCE_MS));
  const pulls = new Map(
    pending.map(({ repositoryId, pullNumber }) => [
      `${repositoryId}/${pullNumber}`,
      { repositoryId, pullNumber },
    ]),
  );
  for (const pull of pulls.values()) await publish({ v: 1, ...pull });
  return pulls.size;
}
