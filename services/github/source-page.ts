import { DEFAULT_BRANCH } from '../domain/courses/default-branch.ts';
import { webAddress } from './client/web-address.ts';

/** Where a submission came from. */
export interface Source {
  owner: string;
  name: string;
  /** Of the pull request; `DEFAULT_BRANCH` for what is graded by push. */
  pullNumber: number;
  headSha: string;
}

/**
 * The address at which people see on GitHub what was submitted: the pull request, or the commit of what is graded by push.
 * @param apiUrl Of GitHub's REST API.
 */
export function sourcePage(apiUrl: string, { owner, name, pullNumber, headSha }: Source): string {
  const place = pullNumber === DEFAULT_BRANCH ? `commit/${headSha}` : `pull/${pullNumber}`;
  return `${webAddress(apiUrl)}/${owner}/${name}/${place}`;
}
