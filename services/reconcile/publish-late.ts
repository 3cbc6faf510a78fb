import { Failure } from '../domain/failure.ts';
import { waitedForGitHub } from '../domain/waited-for-github.ts';

interface WaitingPublication {
  repositoryId: number;
  pullNumber: number;
  /** Left out: it is the pull request itself that is to be told something. */
  submissionId?: string;
  wantedAt: Date;
  installationId?: number;
  tells: 'verdict' | 'comment' | 'progress';
}

export interface PublishLateNeeds {
  publications: {
    waiting(wantedBefore: Date, most: number): Promise<WaitingPublication[]>;
    putOff(waiting: WaitingPublication, until: Date): Promise<void>;
    giveUp(repositoryId: number, pullNumber: number): Promise<void>;
  };
  publish(pull: {
    repositoryId: number;
    pullNumber: number;
  }): Promise<'published' | 'check-waits' | 'comment-waits'>;
  now: () => number;
  /** Milliseconds after which what GitHub still refuses is given up: the repository is gone, or will not come back. */
  patienceMs: number;
  logger: { warn(facts: object, message: string): void; error(facts: object, message: string): void };
}

/** Milliseconds that the job which follows every change has for itself. */
const PATIENCE_MS = 10_000;
const MOST = 200;
const LONGEST_PUT_OFF_MS = 3_600_000;

/**
 * Publishes what GitHub should know by now: what its rate limit made wait, what it did not take during an outage, and
 * results of a worker that was killed before it could tell, what it refused for want of a permission. In fair order, and for each installation only until the
 * limit refuses, so that waiting costs next to no requests. Returns how many pull requests are up to date now.
 */
export async function publishLate(needs: PublishLateNeeds): Promise<number> {
  const { publications, publish, now, logger } = needs;
  const full = new Set<string>();
  const seen = new Set<string>();
  let published = 0;

  for (const waiting of await publications.waiting(new Date(now() - PATIENCE_MS), MOST)) {
    const { repositoryId, pullNumber, installationId, tells, submissionId } = waiting;
    const pull = `${repositoryId}/${pullNumber}`;
    const lane = (what: WaitingPublication['tells']) => `${installationId ?? 'token'}/${what}`;
    if (seen.has(pull) || full.has(lane(tells))) continue;
    seen.add(pull);

    try {
      const outcome = await publish({ repositoryId, pullNumber });
      if (outcome === 'published') published += 1;
      else full.add(lane(outcome === 'comment-waits' ? 'comment' : tells));
    } catch (error) {
      // Nobody's publication gets through now; the next look comes soon.
      if (error instanceof Failure && error.code === 'github-unavailable') throw error;
      const late = now() - waiting.wantedAt.getTime();

      if (error instanceof Failure && waitedForGitHub({ failure: error }) && late >= needs.patienceMs) {
        await publications.giveUp(repositoryId, pullNumber);
        logger.error({ repositoryId, pullNumber, submissionId, error }, 'a result was never published');
        continue;
      }

      await publications.putOff(waiting, new Date(now() + Math.min(late, LONGEST_PUT_OFF_MS)));
      logger.warn({ repositoryId, pullNumber, submissionId, error }, 'a result could not be published yet');
    }
  }

  return published;
}
