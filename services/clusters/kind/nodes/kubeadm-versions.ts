type Arguments = Readonly<Record<string, string>>;

/**
 * The versions of kubeadm's configuration that kind may write, and how each takes extra arguments: as a map, since
 * v1beta4 as a list. Patches are given for both; kind applies one only where kind and apiVersion are equal
 * (https://github.com/kubernetes-sigs/kind/blob/main/pkg/internal/patch/kubeyaml.go).
 */
export const KUBEADM_VERSIONS = [
  { version: 'v1beta3', write: (args: Arguments): unknown => args },
  {
    version: 'v1beta4',
    write: (args: Arguments): unknown => Object.entries(args).map(([name, value]) => ({ name, value })),
  },
] as const;

export type KubeadmVersion = (typeof KUBEADM_VERSIONS)[number];
