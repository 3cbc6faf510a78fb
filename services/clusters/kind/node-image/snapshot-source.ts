import { stringify } from 'yaml';
import type { Engine } from '../engine/docker.ts';
import { ETCD_FOLDER } from './etcd-folder.ts';
import { KUBEADM_VERSIONS } from '../nodes/kubeadm-versions.ts';
import { kubeletCgroups } from '../nodes/kubelet-cgroups.ts';

/**
 * The kind configuration of the cluster whose data others start from: kind's own, but for where etcd keeps it, and
 * without the API server's entry among the endpoints of the service `kubernetes`, which would lead others astray.
 */
export function snapshotSource(engine: Pick<Engine, 'cgroupVersion'>): string {
  const kubelet = {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    ...kubeletCgroups(engine),
  };

  const clusters = KUBEADM_VERSIONS.map(({ version, write }) => ({
    apiVersion: `kubeadm.k8s.io/${version}`,
    kind: 'ClusterConfiguration',
    apiServer: { extraArgs: write({ 'endpoint-reconciler-type': 'none' }) },
    etcd: { local: { dataDir: ETCD_FOLDER } },
  }));

  return stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    nodes: [{ role: 'control-plane' }],
    kubeadmConfigPatches: [kubelet, ...clusters].map((patch) => stringify(patch)),
  });
}
