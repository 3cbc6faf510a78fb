import type { Engine } from '../engine/docker.ts';

/**
 * What a kubelet has to be told where the engine has cgroup v1 only: it refuses that since 1.35 unless told, and its
 * systemd driver needs v2 there (https://github.com/kubernetes/enhancements/issues/5573).
 */
export function kubeletCgroups({ cgroupVersion }: Pick<Engine, 'cgroupVersion'>): Record<string, unknown> {
  return cgroupVersion === 1 ? { failCgroupV1: false, cgroupDriver: 'cgroupfs' } : {};
}
