import type { V1ReplicaSet } from '@kubernetes/client-node';
import type { GraderContext } from '../core/grader-context.ts';
import type { StoredDeployment } from './read-deployment.ts';

const REVISION = 'deployment.kubernetes.io/revision';

/** A ReplicaSet of a Deployment: one revision of its pod template. */
export interface Revision {
  uid: string;
  name: string;
  /** Grows with every roll-out; an undo gives the re-used ReplicaSet a new one. */
  number: number;
  /** Pods it is asked to run; 0 for one kept for an undo. */
  wanted: number;
  replicaSet: V1ReplicaSet;
}

/** The ReplicaSets the Deployment owns, by owner UID, the newest revision first. */
export async function replicaSets(
  { cluster, namespace }: GraderContext,
  deployment: StoredDeployment,
): Promise<Revision[]> {
  const { items } = await cluster.grader.apps.listNamespacedReplicaSet({ namespace });
  return items
    .filter(({ metadata }) =>
      metadata?.ownerReferences?.some(({ uid, controller }) => controller && uid === deployment.metadata.uid),
    )
    .map((replicaSet) => ({
      uid: replicaSet.metadata?.uid ?? '',
      name: replicaSet.metadata?.name ?? '',
      number: Number(replicaSet.metadata?.annotations?.[REVISION] ?? 0),
      wanted: replicaSet.spec?.replicas ?? 0,
      replicaSet,
    }))
    .sort((a, b) => b.number - a.number);
}
