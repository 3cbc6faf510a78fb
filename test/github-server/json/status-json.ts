import type { RepositoryState, StatusState } from '../state/repository-state.ts';
import type { World } from '../state/world.ts';
import { nodeId } from './node-id.ts';
import { repositoryUrl } from './repository-json.ts';
import { timestamp } from './timestamp.ts';
import { userJson } from './user-json.ts';

/** Description: `status`. */
export function statusJson(world: World, repository: RepositoryState, status: StatusState) {
  const creator = userJson(world, status.author);
  return {
    url: `${repositoryUrl(world, repository)}/statuses/${status.sha}`,
    avatar_url: creator.avatar_url,
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: timestamp(status.createdAt),
    updated_at: timestamp(status.createdAt),
    creator,
  };
}
