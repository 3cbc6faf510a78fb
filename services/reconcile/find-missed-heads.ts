import { Failure } from '../domain/failure.ts';

export interface KnownRepository {
  repositoryId: number;
  owner: string;
  name: string;
  installationId?: number;
}

interface OpenPullRequest {
  number: number;
  headSha: string;
  draft: boolean;
  author: { id: number; login: string };
  updatedAt: Date;
}

interface PullRequestFacts extends KnownRepository {
  number: number;
  headSha: string;
  authorId: number;
  authorLogin: string;
  state: 'open';
  draft: boolean;
  updatedAt: Date;
}

interface HeardHead {
  repositoryId: number;
  number: number;
  headSha: string;
  at: Date;
}

export interface FindMissedHeadsNeeds {
  /** Every repository that may have pull requests for us. */
  repositories(): Promise<KnownRepository[]>;
  openPullRequests(repository: KnownRepository): Promise<OpenPullRequest[]>;
  pullRequests: {
    get(
      repositoryId: number,
      number: number,
    ): Promise<
      { headSha: string; draft: boolean; state: string; updatedAt: Date; takenInHead?: string } | undefined
    >;
    save(pullRequest: PullRequestFacts): Promise<unknown>;
  };
  heads: { hear(heads: readonly HeardHead[]): Promise<void> };
  intake(message: { v: 1; repositoryId: number; pullNumber: number; installationId?: number }): Promise<void>;
  now: () => number;
  logger: { warn(facts: object, message: string): void };
}

/** Milliseconds that an event and its job have before somebody looks whether they were lost. */
const PATIENCE_MS = 120_000;
/** Repositories of one look; the next look goes on behind them. */
const MOST_REPOSITORIES = 300;

/**
 * Makes the look for heads of open pull requests that nobody took in: events that GitHub never sent, or that came
 * before the App was there. What is found is stored and queued as its event would have been. A rate limit ends a look
 * early. Each look returns how many it found.
 */
export function createFindMissedHeads(needs: FindMissedHeadsNeeds): () => Promise<number> {
  let startAfter = 0;

  return async function findMissedHeads() {
    const all = (await needs.repositories()).toSorted((a, b) => a.repositoryId - b.repositoryId);
    const behind = all.filter(({ repositoryId }) => repositoryId > startAfter);
    const turn = [...behind, ...all.filter((one) => !behind.includes(one))].slice(0, MOST_REPOSITORIES);
    let found = 0;
    for (const repository of turn) {
      try {
        found += await look(repository);
      } catch (error) {
        if (error instanceof Failure && error.code === 'rate-limited') return found;
        const { repositoryId, owner, name } = repository;
        needs.logger.warn({ repositoryId, owner, name, error }, 'could not list the pull requests');
      }
      startAfter = repository.repositoryId;
    }
    return found;
  };

  async function look(repository: KnownRepository): Promise<number> {
    let found = 0;
    for (const pull of await needs.openPullRequests(repository)) {
      if (needs.now() - pull.updatedAt.getTime() < PATIENCE_MS) continue;
      const { repositoryId, installationId } = repository;
      const stored = await needs.pullRequests.get(repositoryId, pull.number);
      if (stored?.takenInHead === pull.headSha && stored.draft === pull.draft && stored.state === 'open')
        continue;
      // The list is older than what is known.
      if (stored !== undefined && pull.updatedAt < stored.updatedAt) continue;
      const { number, headSha, draft, updatedAt, author } = pull;
      await needs.pullRequests.save({
        ...repository,
        ...{ number, headSha, draft, updatedAt, state: 'open' },
        authorId: author.id,
        authorLogin: author.login,
      });
      await needs.heads.hear([{ repositoryId, number, headSha, at: updatedAt }]);
      await needs.intake({
        ...{ v: 1, repositoryId, pullNumber: number },
        ...(installationId === undefined ? {} : { installationId }),
      });
      found += 1;
    }
    return found;
  }
}
