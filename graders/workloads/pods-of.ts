import type { V1Pod } from '@kubernetes/client-node';
import type { GraderContext } from '../core/grader-context.ts';

/** The pods controlled by one of the owners; those on their way out are left out, as every controller does. */
export async function podsOf(
  { cluster, namespace }: GraderContext,
  owners: readonly { uid: string }[],
): Promise<V1Pod[]> {
  const { items } = await cluster.grader.core.listNamespacedPod({ namespace });
  const uids = new Set(owners.map(({ uid }) => uid));
  return items.filter(
    ({ metadata }) =>
      metadata?.deletionTimestamp === undefined &&
      metadata?.ownerReferences?.some(({ uid, controller }) => controller && uids.has(uid)),
  );
}
