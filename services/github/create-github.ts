import type { GitHubRepository, RepositoryReference } from './github-repository.ts';
import type { GitHubSettings } from './github-settings.ts';

export interface GitHub {
  readonly mode: GitHubSettings['mode'];
  /** No request is made before the first verb is called. Keep the object for one job, not for ever. */
  forRepository(reference: RepositoryReference): GitHubRepository;
}
