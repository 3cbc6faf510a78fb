import { DEFAULT_BRANCH } from '../domain/courses/default-branch.ts';
import { Failure } from '../domain/failure.ts';
import { GHOST } from '../domain/submissions/ghost.ts';

export interface KnownRepository {
  repositoryId: number;
  owner: string;
  name: string;
  installationId?: number;
  /** When anything was pushed to it last, where that is known without asking. */
  pushedAt?: Date;
}

interface OpenPullRequest {
  number: number;
  headSha: string;
  draft: boolean;
  author: { id: number; login: string };
  updatedAt: Date;
}

interface PullRequestFacts extends Omit<KnownRepository, 'pushedAt'> {
  number: number;
  headSha: string;
  authorId: number;
  authorLogin: string;
  state: 'open';
  draft: boolean;
  updatedAt: Date;
}

interface StoredHead {
  headSha: string;
  draft: boolean;
  state: string;
  takenInHead?: string;
  authorId: number;
  authorLogin: string;
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
  /** Whether pushes to its default branch are graded, by what is known of its course. */
  isGradedByPush(repository: KnownRepository): Promise<boolean>;
  defaultBranch(repository: KnownRepository): Promise<{ headSha: string; pushedAt?: Date }>;
  /** The account of who wrote a commit, where GitHub knows it. */
  authorOf(repository: KnownRepository, sha: string): Promise<{ id: number; login: string } | undefined>;
  pullRequests: {
    get(repositoryId: number, number: number): Promise<StoredHead | undefined>;
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
 * Makes the look for heads of open pull requests, and of branches whose pushes are graded, that nobody took in: events that
 * GitHub never sent, or that came before the App was there. What is found is stored and queued as its event would have been. A rate limit ends a look
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
        found += (await needs.isGradedByPush(repository))
          ? await lookAtBranch(repository)
          : await look(repository);
      } catch (error) {
        if (error instanceof Failure && error.code === 'rate-limited') return found;
        const { repositoryId, owner, name } = repository;
        needs.logger.warn({ repositoryId, owner, name, error }, 'could not look for missed heads');
      }

      startAfter = repository.repositoryId;
    }

    return found;
  };

  async function look(repository: KnownRepository): Promise<number> {
    let found = 0;

    for (const pull of await needs.openPullRequests(repository)) {
      if (isFresh(pull.updatedAt)) continue;
      const { repositoryId, installationId } = repository;
      const stored = await needs.pullRequests.get(repositoryId, pull.number);
      if (stored?.takenInHead === pull.headSha && stored.draft === pull.draft && stored.state === 'open')
        continue;
      // The list is older than what is known.
      if (stored !== undefined && pull.updatedAt < stored.updatedAt) continue;
      const { number, headSha, draft, updatedAt, author } = pull;

      await needs.pullRequests.save({
        ...placeOf(repository),
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

  /** Who pushed only the event told: who wrote the commit will have, else who pushed before. */
  async function lookAtBranch(repository: KnownRepository): Promise<number> {
    const { repositoryId, installationId } = repository;
    const stored = await needs.pullRequests.get(repositoryId, DEFAULT_BRANCH);
    const isTakenIn = stored?.takenInHead === stored?.headSha;
    if (stored !== undefined && isTakenIn && isNoLater(repository.pushedAt, stored.updatedAt)) return 0;
    const { headSha, pushedAt = new Date(needs.now()) } = await needs.defaultBranch(repository);
    if (stored?.takenInHead === headSha || isFresh(repository.pushedAt ?? pushedAt)) return 0;
    const known = stored && { id: stored.authorId, login: stored.authorLogin };

    const author =
      stored?.headSha === headSha ? known : ((await needs.authorOf(repository, headSha)) ?? known);

    await needs.pullRequests.save({
      ...placeOf(repository),
      ...{ number: DEFAULT_BRANCH, headSha, draft: false, state: 'open', updatedAt: pushedAt },
      authorId: (author ?? GHOST).id,
      authorLogin: (author ?? GHOST).login,
    });

    await needs.intake({
      ...{ v: 1, repositoryId, pullNumber: DEFAULT_BRANCH },
      ...(installationId === undefined ? {} : { installationId }),
    });

    return 1;
  }

  function isFresh(at: Date): boolean {
    return needs.now() - at.getTime() < PATIENCE_MS;
  }
}

function isNoLater(at: Date | undefined, than: Date): boolean {
  return at !== undefined && at <= than;
}

function placeOf({ repositoryId, owner, name, installationId }: KnownRepository) {
  return { repositoryId, owner, name, ...(installationId === undefined ? {} : { installationId }) };
}
