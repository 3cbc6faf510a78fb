/** The least a kind configuration must hold on this engine: nothing on cgroup v2, the kubelet's consent on v1. */
export function byHandConfiguration(cgroupVersion: 1 | 2): string {
  const cluster = 'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes: [{role: control-plane}]\n';
  if (cgroupVersion === 2) return cluster;
  return `${cluster}kubeadmConfigPatches:
- |
  apiVersion: kubelet.config.k8s.io/v1beta1
  kind: KubeletConfiguration
  failCgroupV1: false
  cgroupDriver: cgroupfs
`;
}
