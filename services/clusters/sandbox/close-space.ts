import type { GradingSpace } from '../../domain/clusters/cluster.ts';
import type { Administrator } from './administrator.ts';

/**
 * Asks for the deletion of a space's namespaces and does not wait for it: where several fixtures share a cluster, what
 * one left running would slow the next. In production the whole cluster goes.
 */
export async function closeSpace(
  { core }: Pick<Administrator, 'core'>,
  space: Pick<GradingSpace, 'namespace' | 'graderNamespace'>,
): Promise<void> {
  await Promise.all(
    [space.namespace, space.graderNamespace].map((name) =>
      core.deleteNamespace({ name, gracePeriodSeconds: 0 }),
    ),
  );
}
