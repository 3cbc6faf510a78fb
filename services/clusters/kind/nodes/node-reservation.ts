import type { Engine } from '../engine/docker.ts';
import type { NodeLimits } from '../profiles/profile.ts';

/** What a node's container may really use, and what its kubelet must keep from pods to offer no more than that. */
export interface NodeReservation {
  memoryMiB: number;
  cpus: number;
  /** For `systemReserved`: what the machine has beyond the container's limit. */
  beyond: { memory?: string; cpu?: string };
}

/**
 * A kubelet in a container reports the whole machine as its capacity, whatever the container's limit
 * (https://github.com/kubernetes-sigs/kind/issues/877). Reserving the difference makes `allocatable` the truth, and
 * makes the kubelet limit the cgroup of all pods to it.
 *
 * @param engine The machine the nodes run on, as `docker info` counts it.
 */
export function nodeReservation(
  limits: Pick<NodeLimits, 'memoryMiB' | 'cpus'>,
  engine: Pick<Engine, 'cpus' | 'memoryBytes'>,
): NodeReservation {
  const machineKiB = Math.floor(engine.memoryBytes / 1024);
  const memoryKiB = Math.min(limits.memoryMiB * 1024, machineKiB);
  const cpus = Math.min(limits.cpus, engine.cpus);
  return {
    memoryMiB: Math.floor(memoryKiB / 1024),
    cpus,
    beyond: {
      ...(machineKiB > memoryKiB && { memory: `${machineKiB - memoryKiB}Ki` }),
      ...(engine.cpus > cpus && { cpu: String(engine.cpus - cpus) }),
    },
  };
}
