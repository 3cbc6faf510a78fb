import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import { githubBehind, type Try } from './github-behind.ts';
import { readHead, type HeadNow, type HeadSource } from './head-now.ts';
import type { StoredPullRequest } from './stored-pull-request.ts';

export interface SettledNeeds {
  logger: { warn(facts: object, message: string): void };
}

/**
 * As `readHead`, but no older than what events told already: throws `github-behind` while GitHub answers something older, so
 * that no event is lost to a copy that lags. What GitHub goes on saying is believed in the end, with a line in the log.
 */
export async function readSettledHead(
  { logger }: SettledNeeds,
  source: HeadSource,
  stored: StoredPullRequest,
  delivery: Try,
): Promise<HeadNow> {
  const now = await readHead(source, stored);
  if (!isBehind(now, stored)) return now;
  const { repositoryId, number } = stored;
  const facts = { repositoryId, number, told: stored.headSha, answered: now.headSha };
  const failure = githubBehind(delivery, `${stateOf(now)} where it told of ${stateOf(stored)}`, facts);
  if (failure !== undefined) throw failure;
  logger.warn(facts, 'GitHub goes on answering something older than it told; it is believed');
  return { ...now, updatedAt: now.updatedAt > stored.updatedAt ? now.updatedAt : stored.updatedAt };
}

/**
 * Whether an answer is older than what is stored, as far as that can be known: GitHub's times have whole seconds, so that of two
 * different answers of one second either may be the older one, and a branch has no time that is its own.
 */
function isBehind(now: HeadNow, stored: StoredPullRequest): boolean {
  if (stored.number === DEFAULT_BRANCH && now.headSha !== stored.headSha) return true;
  return stateOf(now) === stateOf(stored)
    ? now.updatedAt < stored.updatedAt
    : now.updatedAt <= stored.updatedAt;
}

/** What events tell of a pull request and what is decided by, as it stands in logs. */
function stateOf({ headSha, state, draft }: Pick<HeadNow, 'headSha' | 'state' | 'draft'>): string {
  return `the head ${headSha}, ${draft ? 'a draft, ' : ''}${state}`;
}
