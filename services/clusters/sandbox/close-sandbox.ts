import type { Sandbox } from '../../domain/clusters/cluster.ts';
import type { Administrator } from './administrator.ts';

/**
 * Asks for the deletion of a sandbox's namespaces and does not wait for it: where several fixtures share a cluster, what
 * one left running would slow the next. In production the whole cluster goes.
 */
export async function closeSandbox(
  { core }: Pick<Administrator, 'core'>,
  sandbox: Pick<Sandbox, 'namespace' | 'graderNamespace'>,
): Promise<void> {
  await Promise.all(
    [sandbox.namespace, sandbox.graderNamespace].map((name) =>
      core.deleteNamespace({ name, gracePeriodSeconds: 0 }),
    ),
  );
}
