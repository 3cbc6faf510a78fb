import { stringify } from 'yaml';
import type { Profile } from './profile.ts';

/** What the compiled configuration depends on besides the profile. */
export interface KindConfigurationInput {
  profile: Profile;
  /** Of the Docker engine, not of this machine: the two differ with a remote engine or a virtual machine. */
  cgroupVersion: 1 | 2;
  /** kubeadm bootstrap token of this cluster alone, `[a-z0-9]{6}.[a-z0-9]{16}`. */
  bootstrapToken: string;
  /** Folder on the engine's machine with the file `admission.yaml`. */
  admissionFolder: string;
  /** Folder on the engine's machine with time zone data, where it has one. */
  zoneinfoFolder?: string | undefined;
}

const ADMISSION_FOLDER = '/etc/saiten/admission';
/** Where Go programs look for time zones. */
const ZONEINFO = '/usr/share/zoneinfo';

/**
 * Compiles a profile to the text of a kind configuration file (https://kind.sigs.k8s.io/docs/user/configuration/).
 *
 * kubeadm v1beta3 takes extra arguments as a map, v1beta4 as a list, and which one kind writes depends on kind
 * and on the node image. kind applies a patch only where kind and apiVersion are equal
 * (https://github.com/kubernetes-sigs/kind/blob/main/pkg/internal/patch/kubeyaml.go), so both are given.
 */
export function kindConfiguration(input: KindConfigurationInput): string {
  const { profile } = input;
  const controlPlane = {
    role: 'control-plane',
    extraMounts: [
      { hostPath: input.admissionFolder, containerPath: ADMISSION_FOLDER, readOnly: true },
      ...(input.zoneinfoFolder === undefined
        ? []
        : [{ hostPath: input.zoneinfoFolder, containerPath: ZONEINFO, readOnly: true }]),
    ],
  };
  const workers = Array.from({ length: profile.workers }, (_, index) => workerNode(profile, index));
  return stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    nodes: [controlPlane, ...workers],
    kubeadmConfigPatches: [
      kubeletPatch(input),
      ...kubeadmPatches('v1beta3', argumentMap, input),
      ...kubeadmPatches('v1beta4', argumentList, input),
    ].map((patch) => stringify(patch)),
  });
}

function workerNode(profile: Profile, index: number): object {
  const zone = profile.zones?.[index % profile.zones.length];
  return { role: 'worker', ...(zone && { labels: { 'topology.kubernetes.io/zone': zone } }) };
}

function kubeletPatch({ profile, cgroupVersion }: KindConfigurationInput): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    // The kubelet refuses cgroup v1 since 1.35 unless told, and its systemd driver needs v2 there
    // (https://github.com/kubernetes/enhancements/issues/5573).
    ...(cgroupVersion === 1 && { failCgroupV1: false, cgroupDriver: 'cgroupfs' }),
    podPidsLimit: profile.limits.pidsPerPod,
    maxPods: profile.limits.podsPerNode,
    containerLogMaxSize: profile.limits.containerLog,
    containerLogMaxFiles: 2,
    // The images of the node are all there is where no registry is in reach.
    imageMinimumGCAge: '24h',
    // Mounted ConfigMaps and Secrets follow a change at the next sync, a minute by default.
    syncFrequency: '10s',
  };
}

type Arguments = Readonly<Record<string, string>>;
const argumentMap = (args: Arguments) => args;
const argumentList = (args: Arguments) => Object.entries(args).map(([name, value]) => ({ name, value }));

function kubeadmPatches(
  version: string,
  write: (args: Arguments) => unknown,
  { bootstrapToken: token, zoneinfoFolder }: KindConfigurationInput,
): object[] {
  // Kubernetes' own builds carry the time zones of CronJobs inside; node images built otherwise may not.
  const zoneinfo =
    zoneinfoFolder === undefined
      ? []
      : [
          {
            name: 'saiten-zoneinfo',
            hostPath: ZONEINFO,
            mountPath: ZONEINFO,
            readOnly: true,
            pathType: 'Directory',
          },
        ];
  const apiVersion = `kubeadm.k8s.io/${version}`;
  return [
    {
      apiVersion,
      kind: 'ClusterConfiguration',
      // A dozen RSA keys cost two seconds of the processor; kubeadm makes others since v1beta4
      // (https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/).
      ...(version === 'v1beta4' && { encryptionAlgorithm: 'ECDSA-P256' }),
      apiServer: {
        extraArgs: write({ 'admission-control-config-file': `${ADMISSION_FOLDER}/admission.yaml` }),
        extraVolumes: [
          {
            name: 'saiten-admission',
            hostPath: ADMISSION_FOLDER,
            mountPath: ADMISSION_FOLDER,
            readOnly: true,
            pathType: 'Directory',
          },
          ...zoneinfo,
        ],
      },
      // kind mounts a tmpfs at /tmp; the cluster does not outlive its run, so nothing need reach a disk.
      etcd: { local: { dataDir: '/tmp/etcd', extraArgs: write({ 'unsafe-no-fsync': 'true' }) } },
      controllerManager: {
        // The second is kind's own: releases up to 0.32 replace a list instead of adding to it.
        extraArgs: write({ 'leader-elect': 'false', 'enable-hostpath-provisioner': 'true' }),
        ...(zoneinfo.length > 0 && { extraVolumes: zoneinfo }),
      },
      scheduler: { extraArgs: write({ 'leader-elect': 'false' }) },
    },
    // kind's own token is a constant known to everybody: whoever reaches the API server could join as a node
    // (https://github.com/kubernetes-sigs/kind/blob/main/pkg/cluster/internal/kubeadm/const.go).
    { apiVersion, kind: 'InitConfiguration', bootstrapTokens: [{ token, ttl: '1h0m0s' }] },
    { apiVersion, kind: 'JoinConfiguration', discovery: { bootstrapToken: { token } } },
  ];
}
