import { stringify } from 'yaml';
import type { Engine } from './docker.ts';

/**
 * The kind configuration of the cluster whose data others start from: kind's own, but for where etcd keeps it, and
 * without the API server's entry among the endpoints of the service `kubernetes`, which would lead others astray.
 */
export function primerConfiguration({ cgroupVersion }: Pick<Engine, 'cgroupVersion'>): string {
  const reconciler = ['endpoint-reconciler-type', 'none'] as const;
  const cluster = (version: string, extraArgs: unknown) => ({
    apiVersion: `kubeadm.k8s.io/${version}`,
    kind: 'ClusterConfiguration',
    apiServer: { extraArgs },
    etcd: { local: { dataDir: '/tmp/etcd' } },
  });
  const patches = [
    ...(cgroupVersion === 1
      ? [
          {
            apiVersion: 'kubelet.config.k8s.io/v1beta1',
            kind: 'KubeletConfiguration',
            failCgroupV1: false,
            cgroupDriver: 'cgroupfs',
          },
        ]
      : []),
    cluster('v1beta3', { [reconciler[0]]: reconciler[1] }),
    cluster('v1beta4', [{ name: reconciler[0], value: reconciler[1] }]),
  ];
  return stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    nodes: [{ role: 'control-plane' }],
    kubeadmConfigPatches: patches.map((patch) => stringify(patch)),
  });
}
