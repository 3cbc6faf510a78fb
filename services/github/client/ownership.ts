import type { Octokit } from '@octokit/rest';
import type { GitHubSettings } from './github-settings.ts';

/** The parts of a comment that say who wrote it. */
export interface Authorship {
  user?: { id: number; type: string } | null;
  performed_via_github_app?: { id: number } | null;
}

/** Tells our own comments from those of others. */
export interface Ownership {
  /** The test to apply; asks GitHub once who the token belongs to. */
  recognise(octokit: Octokit): Promise<(comment: Authorship) => boolean>;
}

/** Anybody can copy a hidden marker into a comment, so the author decides: our App's bot, or the token's own user. */
export function createOwnership(settings: GitHubSettings): Ownership {
  let ownUserId: number | undefined;
  return {
    async recognise(octokit) {
      if (settings.mode === 'app')
        return ({ user, performed_via_github_app }) =>
          performed_via_github_app?.id === settings.appId && user?.type === 'Bot';
      ownUserId ??= (await octokit.rest.users.getAuthenticated()).data.id;
      return ({ user }) => user?.id === ownUserId;
    },
  };
}
