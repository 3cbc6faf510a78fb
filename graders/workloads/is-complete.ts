import type { StoredDeployment } from './read-deployment.ts';

/**
 * Whether all pods of a Deployment are of its newest template, ready and available. The counters speak of the
 * newest spec only once the controller says that it has observed it
 * (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#complete-deployment).
 */
export function isComplete({ metadata, spec, status }: StoredDeployment): boolean {
  if ((status?.observedGeneration ?? 0) < metadata.generation) return false;

  const counts = [
    status?.replicas,
    status?.updatedReplicas,
    status?.readyReplicas,
    status?.availableReplicas,
  ];

  return counts.every((count) => count === spec.replicas);
}
