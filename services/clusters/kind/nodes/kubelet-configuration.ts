import type { Engine } from '../engine/docker.ts';
import { kubeletCgroups } from './kubelet-cgroups.ts';
import { nodeReservation } from './node-reservation.ts';
import type { Profile } from '../profiles/profile.ts';

/**
 * The kubelet configuration of every node, as a patch for kind. kind switches eviction off
 * (https://github.com/kubernetes-sigs/kind/blob/main/pkg/cluster/internal/kubeadm/config.go); here a pod that fills
 * memory or disk is evicted while the machine still has room.
 */
export function kubeletConfiguration(
  { limits, allocatable }: Profile,
  engine: Pick<Engine, 'cgroupVersion' | 'cpus' | 'memoryBytes'>,
): Record<string, unknown> {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    ...kubeletCgroups(engine),
    podPidsLimit: limits.pidsPerPod,
    maxPods: limits.podsPerNode,
    containerLogMaxSize: limits.containerLog,
    containerLogMaxFiles: 2,
    // The images of the node are all there is where no registry is in reach.
    imageMinimumGCAge: '24h',
    // Mounted ConfigMaps and Secrets follow a change at the next sync, a minute by default.
    syncFrequency: '10s',
    ...(allocatable === 'limit' && {
      systemReserved: nodeReservation(limits, engine).beyond,
      kubeReserved: { memory: `${limits.daemonsMiB}Mi` },
    }),
    evictionHard: {
      ...(allocatable === 'limit' && { 'memory.available': `${limits.evictionMiB}Mi` }),
      ...DISK_AND_PROCESSES,
    },
    // A node stays marked for so long after its last eviction; five minutes by default, longer than most runs.
    evictionPressureTransitionPeriod: '20s',
  };
}

/**
 * Absolute for disks: the kubelet sees the machine's own file system, and a share of a large one would evict healthy
 * pods on a machine that merely is well used.
 */
const DISK_AND_PROCESSES = {
  'nodefs.available': '1Gi',
  'nodefs.inodesFree': '1%',
  'imagefs.available': '1Gi',
  'imagefs.inodesFree': '1%',
  'pid.available': '5%',
};
