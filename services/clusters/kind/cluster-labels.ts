/** Labels of the per-cluster Docker network, which kind lets us make ourselves; containers carry only kind's own. */
export const LABEL = {
  prefix: 'saiten.prefix',
  cluster: 'saiten.cluster',
  profile: 'saiten.profile',
  worker: 'saiten.worker',
  createdAt: 'saiten.created-at',
  deadline: 'saiten.deadline',
} as const;

/** kind's label on every node container (https://kind.sigs.k8s.io/docs/design/node-image/). */
export const KIND_CLUSTER_LABEL = 'io.x-k8s.kind.cluster';

export interface ClusterOwnership {
  prefix: string;
  cluster: string;
  profile: string;
  worker: string;
  createdAt: Date;
  /** After it the reaper removes the cluster whoever holds it. */
  deadline: Date;
}

/** Whose a cluster is, as labels. */
export function ownershipLabels(ownership: ClusterOwnership): Record<string, string> {
  return {
    [LABEL.prefix]: ownership.prefix,
    [LABEL.cluster]: ownership.cluster,
    [LABEL.profile]: ownership.profile,
    [LABEL.worker]: ownership.worker,
    [LABEL.createdAt]: ownership.createdAt.toISOString(),
    [LABEL.deadline]: ownership.deadline.toISOString(),
  };
}
