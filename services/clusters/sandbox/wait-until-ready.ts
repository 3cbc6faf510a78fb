import { Failure } from '../../domain/failure.ts';
import type { Administrator } from './administrator.ts';
import type { Clock } from '../clock.ts';
import { SYSTEM_NAMESPACE } from './system-namespace.ts';

export interface ReadinessOptions {
  clock: Clock;
  signal: AbortSignal;
  /** Nodes the profile has. */
  nodes: number;
  timeoutMs: number;
}

const INTERVAL = 200;

/**
 * Waits until pods can be created and scheduled: the API server is ready, all nodes are, and the default service
 * accounts exist, in our own namespace as well. kind's own `--wait` looks at control planes only and ends with success when the time is over
 * (https://github.com/kubernetes-sigs/kind/tree/main/pkg/cluster/internal/create/actions/waitforready).
 * CoreDNS is not waited for: it takes ten seconds more and graders poll.
 *
 * Throws a Failure (`infrastructure`, `cluster-not-ready`) that says what was last missing.
 */
export async function waitUntilReady(administrator: Administrator, options: ReadinessOptions): Promise<void> {
  const { clock, signal, nodes, timeoutMs } = options;
  const deadline = clock.now() + timeoutMs;

  for (;;) {
    const missing = await whatIsMissing(administrator, nodes);
    if (missing === undefined) return;
    signal.throwIfAborted();
    if (clock.now() >= deadline)
      throw new Failure(
        'infrastructure',
        'cluster-not-ready',
        `Expected the new cluster to be ready within ${timeoutMs / 1000} s, found: ${missing}. Check the load of ` +
          'this machine and the limits in docs/clusters.md.',
      );
    await clock.sleep(INTERVAL, signal);
  }
}

async function whatIsMissing(administrator: Administrator, expected: number): Promise<string | undefined> {
  try {
    const ready = await administrator.get('/readyz');
    if (ready.status !== 200) return `/readyz answers ${ready.status}`;
    const nodes = await administrator.core.listNode();

    const readyNodes = nodes.items.filter((node) =>
      node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
    );

    if (readyNodes.length < expected) return `${readyNodes.length} of ${expected} nodes are ready`;
    // Both namespaces are there, and the controller that gives each its account may take another moment.
    for (const namespace of ['default', SYSTEM_NAMESPACE])
      await administrator.core.readNamespacedServiceAccount({ namespace, name: 'default' });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 300) : String(error);
  }
}
