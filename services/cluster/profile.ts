/** The shape of a cluster, before anything about the machine that runs it is known. */
export interface Profile {
  /** Lower-case letters and digits only: it is a part of the cluster's name and the reaper takes it apart again. */
  name: string;
  workers: number;
  /** Zones of the workers in turn, as `topology.kubernetes.io/zone`; without it no node has a zone. */
  zones?: readonly string[];
  limits: {
    /** Processes and threads one pod may have. */
    pidsPerPod: number;
    podsPerNode: number;
    /** Size at which a container's log file is rotated, as a Kubernetes quantity. */
    containerLog: string;
  };
  /** What a cluster takes at rest with a small submission, in MiB; the pool plans with it. */
  memoryMiB: number;
  /** Milliseconds until `kind create cluster` counts as hanging. */
  createTimeoutMs: number;
}

const limits = { pidsPerPod: 512, podsPerNode: 110, containerLog: '5Mi' };

/** Every profile an exercise may name. */
export const PROFILES: readonly Profile[] = [
  { name: 'single', workers: 0, limits, memoryMiB: 800, createTimeoutMs: 180_000 },
  { name: 'w2', workers: 2, limits, memoryMiB: 1800, createTimeoutMs: 300_000 },
];
