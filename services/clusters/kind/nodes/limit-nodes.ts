import type { Docker, Engine } from '../engine/docker.ts';
import { nodeReservation } from './node-reservation.ts';
import type { NodeLimits } from '../profiles/profile.ts';

/**
 * Limits the node containers of one kind cluster to what its profile allows. kind has no field for it; the engine
 * takes limits of running containers. Root inside a node can lift them under cgroup v1, pods cannot.
 *
 * @param nodes Ids of the containers.
 */
export async function limitNodes(
  docker: Pick<Docker, 'limitContainers'>,
  nodes: readonly string[],
  { limits, engine, signal }: { limits: NodeLimits; engine: Engine; signal: AbortSignal },
): Promise<void> {
  const { memoryMiB, cpus } = nodeReservation(limits, engine);
  // A limit of all cores is none, but would have the kernel keep accounts.
  const cores = cpus < engine.cpus ? cpus : undefined;
  await docker.limitContainers(nodes, { memoryMiB, cpus: cores, pids: limits.pids }, signal);
}
