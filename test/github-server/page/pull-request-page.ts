import type { World } from '../state/world.ts';
import type { PullState, RepositoryState } from '../state/repository-state.ts';

export function pullRequestPage(_world: World, _repository: RepositoryState, pull: PullState): string {
  return pull.title;
}
