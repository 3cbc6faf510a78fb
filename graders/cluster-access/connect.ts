import { AppsV1Api, BatchV1Api, CoreV1Api, KubernetesObjectApi } from '@kubernetes/client-node';
import type { ClusterAccess, KubernetesClients, KubectlOutcome } from './cluster-access.ts';
import { HostError, type HostAccess } from './host-access.ts';
import { BoundedKubeConfig } from './bounded-kube-config.ts';

export interface Connection {
  /** Contents of a kubeconfig with the contexts `grader` and `learner`. */
  kubeconfig: string;
  kubernetesVersion: string;
  /** Milliseconds one request may take; 15 seconds unless told. */
  requestTimeout?: number;
  /** Runs kubectl as the grader identity; injected, because only services may start processes. */
  kubectl: (args: readonly string[]) => Promise<KubectlOutcome>;
  /** Left out where there is nobody to ask: every question then fails. */
  host?: HostAccess | undefined;
}

const NOBODY: HostAccess = {
  ask: (operation) =>
    Promise.reject(
      new HostError('grader', 'host-unavailable', `Nobody is there who could be asked to ${operation}`),
    ),
};

/**
 * Makes the typed clients of both identities. Opens nothing yet: the first request does. Throws an Error when the
 * kubeconfig lacks a context, or would start a program to log in.
 */
export function connect({
  kubeconfig,
  kubernetesVersion,
  requestTimeout = 15_000,
  kubectl,
  host = NOBODY,
}: Connection): ClusterAccess {
  return {
    grader: clientsFor(kubeconfig, 'grader', requestTimeout),
    learner: clientsFor(kubeconfig, 'learner', requestTimeout),
    kubernetesVersion,
    kubectl,
    host,
  };
}

function clientsFor(kubeconfig: string, context: string, requestTimeout: number): KubernetesClients {
  const config = new BoundedKubeConfig(requestTimeout);
  config.loadFromString(kubeconfig);
  if (config.getContextObject(context) === null)
    throw new Error(`The kubeconfig of the run has no context "${context}"; it needs "grader" and "learner"`);
  config.setCurrentContext(context);
  const user = config.getCurrentUser();
  if (user?.exec || user?.authProvider)
    throw new Error(
      `The kubeconfig's user of context "${context}" starts a program to log in; only keys and tokens are accepted`,
    );
  return {
    config,
    core: config.makeApiClient(CoreV1Api),
    apps: config.makeApiClient(AppsV1Api),
    batch: config.makeApiClient(BatchV1Api),
    objects: KubernetesObjectApi.makeApiClient(config),
  };
}
