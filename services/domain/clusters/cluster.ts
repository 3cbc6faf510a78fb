import type { SandboxEvidence } from './sandbox-evidence.ts';

/** What a run asks of a cluster provider. */
export interface ClusterRequest {
  /** Unique, made by `clusterName`; names the containers, the network and the files. */
  name: string;
  profile: string;
  /** Extras that exercises ask for, see exercise.yaml. */
  tools: readonly string[];
  /** A learner's kind configuration, for profiles that are built from one. */
  kindConfiguration?: string;
  /** Stand in for the profile's own files of the control plane, by name such as `audit.yaml`; checked already. */
  controlPlaneFiles?: ReadonlyMap<string, string>;
  signal: AbortSignal;
}

/** One learner namespace, ready for a submission, and the rights to grade it. */
export interface Sandbox {
  namespace: string;
  graderNamespace: string;
  /** Contents of a kubeconfig with the contexts `grader` and `learner`; nothing of the administrator's. */
  kubeconfig: string;
}

/** One request of a learner to the API server, as the API server saw it. All text may come from the learner. */
export interface AuditEntry {
  /** When it arrived, RFC 3339. */
  at: string;
  user: string;
  verb: string;
  /** `deployments.apps`, `pods/exec`; the path where no object was meant. */
  resource: string;
  namespace?: string;
  name?: string;
  /** HTTP status of the answer; left out while a request is going on. */
  code?: number;
  /** Why it was refused, or which right allowed it. */
  reason?: string;
}

export interface AuditTrail {
  /** Oldest first. */
  entries: AuditEntry[];
  /** Whether older requests were left out. */
  isComplete: boolean;
}

/** One of the operations in `graders/contract/host/host-operations.ts`, as a grading process names it: not trusted. */
export interface HostQuestion {
  operation: string;
  request: unknown;
}

/** A cluster that answers. */
export interface Cluster {
  name: string;
  profile: string;
  nodeImage: string;
  /** Digest of that image's content as the engine knows it: `sha256:…`. */
  nodeImageId: string;
  kubernetesVersion: string;
  /** A kubectl of the cluster's own version on this host, taken out of the node image. */
  kubectlPath: string;
  /** The second cluster of the profile `pair`, on the same network; destroyed with the first. */
  peer?: Cluster;
  /** Makes a fresh pair of namespaces with Pod Security, quota and rights. Production calls it once a cluster. */
  openSandbox(options: { podSecurity: 'baseline' | 'restricted'; signal: AbortSignal }): Promise<Sandbox>;
  /** Lets go of a sandbox's namespaces without waiting; for verification, where fixtures share a cluster. */
  closeSandbox(
    sandbox: Pick<Sandbox, 'namespace' | 'graderNamespace'>,
    options: { signal: AbortSignal },
  ): Promise<void>;
  /** What the sandbox's learner asked of the API server so far; evidence for the run. */
  auditTrail(sandbox: Pick<Sandbox, 'namespace'>, options: { signal: AbortSignal }): Promise<AuditTrail>;
  /**
   * What is in the sandbox's namespace now; evidence for the run. Parts that cannot be read say why. Throws a Failure
   * (`infrastructure`, `evidence-unavailable`) when the API server does not answer at all.
   */
  evidence(sandbox: Pick<Sandbox, 'namespace'>, options: { signal: AbortSignal }): Promise<SandboxEvidence>;
  /**
   * Renders `folder` of the files with the Kustomize of the node's kubectl, inside the node.
   * Returns YAML; a learner's mistake is a Failure with fault `learner` and code `kustomize-failed`, and so is more than
   * the given seconds (20 at most), memory or output.
   */
  renderKustomize(
    files: ReadonlyMap<string, string>,
    folder: string,
    options: { signal: AbortSignal; seconds?: number },
  ): Promise<string>;
  /**
   * Looks at a run's containers from outside, or acts on them: what a grading process asks for, checked here. Throws a
   * Failure: `grader` for what may not be asked, `infrastructure` when it could not be done.
   */
  askHost(
    question: HostQuestion,
    options: {
      sandbox: Pick<Sandbox, 'namespace' | 'graderNamespace'>;
      /** What exercise.yaml declares. */
      tools: readonly string[];
      signal: AbortSignal;
    },
  ): Promise<unknown>;
  /**
   * Starts a pod, resolves a Service's name and sends traffic that a NetworkPolicy forbids. Throws a Failure
   * (`infrastructure`, `cluster-probe-failed`) when the first two do not work.
   */
  probe(options: { signal: AbortSignal }): Promise<ClusterFacts>;
  /** Throws when the API server does not answer or a node is not ready. */
  ping(options: { signal: AbortSignal }): Promise<void>;
  /** Stops all processes of the nodes where they are, and lets them go on. Twice is fine. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
}

/** What only a try on the cluster itself can tell. */
export interface ClusterFacts {
  /** Whether NetworkPolicy has an effect: that depends on the network plug-in of the node image. */
  networkPolicy: boolean;
}

/** Ephemeral clusters. Failures carry the fault `infrastructure`, or `cancelled` when the signal aborted. */
export interface ClusterProvider {
  create(request: ClusterRequest): Promise<Cluster>;
  /** Changes when a cluster made now would be another than one made before: node image, configuration, tools. */
  fingerprint(request: { profile: string; tools: readonly string[] }): Promise<string>;
  /** Removes all that carries the name: containers, network, files. Already gone is fine. */
  destroy(name: string): Promise<void>;
}
