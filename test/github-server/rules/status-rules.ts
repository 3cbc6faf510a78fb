import type { StatusState } from '../state/repository-state.ts';
import { GitHubError, validationFailed } from './github-error.ts';

/** "There is a limit of 1000 statuses per sha and context within a repository" (create a commit status). */
const MOST_PER_CONTEXT = 1000;
const LONGEST_DESCRIPTION = 140;

export function checkStatusQuota(statuses: readonly StatusState[], sha: string, context: string): void {
  const used = statuses.filter((each) => each.sha === sha && each.context === context).length;

  if (used >= MOST_PER_CONTEXT) {
    throw new GitHubError(422, 'This SHA and context has reached the maximum number of statuses.');
  }
}

export function checkStatusDescription(description: string): void {
  if (description.length > LONGEST_DESCRIPTION) {
    throw validationFailed('Status', 'description', 'description is too long (maximum is 140 characters)');
  }
}

/** Newest status of each context decides (get the combined status). */
export function combinedState(latest: readonly StatusState[]): 'failure' | 'pending' | 'success' {
  if (latest.some((each) => each.state === 'error' || each.state === 'failure')) return 'failure';
  return latest.length === 0 || latest.some((each) => each.state === 'pending') ? 'pending' : 'success';
}
