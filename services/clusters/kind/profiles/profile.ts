/** A repelling mark of a node (https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/). */
export interface Taint {
  key: string;
  value: string;
  effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** One node, and what only a learner's own configuration adds to it. */
export interface ProfileNode {
  role: 'control-plane' | 'worker';
  labels?: Readonly<Record<string, string>>;
  taints?: readonly Taint[];
  /** Fields of kind's node that were checked elsewhere (`learner-configuration.ts`) and are passed on as they are. */
  checked?: Readonly<Record<string, unknown>>;
}

/** One kind cluster of a profile. */
export interface ProfileMember {
  /** Sets its name apart from the other's; undefined where the profile is one cluster. */
  suffix?: 'a' | 'b';
  /** kind's `networking`; its defaults where left out. */
  networking?: Readonly<Record<string, unknown>>;
}

/** What each node may use of the machine, and each pod of a node. */
export interface NodeLimits {
  /** Memory of the node's container. */
  memoryMiB: number;
  /** Cores of the node's container, where the machine has more. */
  cpus: number;
  /** Processes and threads of the node's container. */
  pids: number;
  /** Part of the memory that the node's own programs use, and no pod gets. */
  daemonsMiB: number;
  /** Memory at which pods are evicted before the kernel ends one of them. */
  evictionMiB: number;
  /** Processes and threads one pod may have. */
  pidsPerPod: number;
  podsPerNode: number;
  /** Size at which a container's log file is rotated, as a Kubernetes quantity. */
  containerLog: string;
}

/** Files an API server reads besides the admission configuration, which all profiles have. */
export type ControlPlaneFile = 'audit' | 'encryption';

/** The shape of a cluster, before anything about the machine that runs it is known. */
export interface Profile {
  /** Lower-case letters and digits only: it is a part of the cluster's name and the reaper takes it apart again. */
  name: string;
  /** In the order in which kind names them; the first is a control plane. */
  nodes: readonly ProfileNode[];
  members: readonly ProfileMember[];
  limits: NodeLimits;
  /**
   * `limit`: nodes offer pods what their container may use. `machine`: they offer what they see, as kind leaves it,
   * because the exercise is about reservations; the container's limit holds all the same.
   */
  allocatable: 'limit' | 'machine';
  controlPlaneFiles: readonly ControlPlaneFile[];
  /** Phases of `kubeadm init` that a cluster of this shape can do without. */
  skippedPhases: readonly string[];
  /**
   * Whether it may start with the data of a cluster made before: one node, kind's own networks, nothing encrypted at rest
   * and nothing about how kubeadm makes clusters to be learned.
   */
  startsFromSnapshot: boolean;
  /** Whether nodes, networking and patches come from a learner's kind configuration. */
  fromLearner: boolean;
  /** kubeadm configuration a learner's kind configuration adds; checked elsewhere. */
  patches?: readonly Readonly<Record<string, unknown>>[];
  /** Folders of the engine's machine that a learner's kind configuration mounts. */
  mountedFolders?: readonly string[];
  /** What all its containers take at rest with a small submission; the pool plans with it. */
  memoryMiB: number;
  /** What the engine must have for the profile to be of use. */
  needs: { cpus: number; memoryMiB: number };
  /** Milliseconds until `kind create cluster` counts as hanging. */
  createTimeoutMs: number;
}
