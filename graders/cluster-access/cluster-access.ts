import type {
  AppsV1Api,
  BatchV1Api,
  CoreV1Api,
  KubeConfig,
  KubernetesObjectApi,
} from '@kubernetes/client-node';
import type { HostAccess } from './host-access.ts';

/** Typed clients of one identity. */
export interface KubernetesClients {
  config: KubeConfig;
  core: CoreV1Api;
  apps: AppsV1Api;
  batch: BatchV1Api;
  objects: KubernetesObjectApi;
}

/**
 * The run's cluster as the grader sees it. Its own identity reads everything but secrets outside its
 * namespaces, owns the grader namespace, and may act as the learner: what a learner could not do, a grader
 * cannot do to the learner's namespace either.
 */
export interface ClusterAccess {
  grader: KubernetesClients;
  learner: KubernetesClients;
  kubernetesVersion: string;
  /** Questions to the worker about what the API does not show; see `container/observe-container.ts`. */
  host: HostAccess;
  /**
   * Runs the cluster's own kubectl as the grader identity in the learner's namespace: no shell, no files, bounded time,
   * memory and output. A non-zero exit is an outcome, not an error.
   */
  kubectl(args: readonly string[]): Promise<KubectlOutcome>;
}

export interface KubectlOutcome {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Which limit it broke, whatever it had printed until then. */
  exceeded?: 'time' | 'memory' | 'output';
}
