import { connectAdministrator, type Administrator } from './administrator.ts';
import type { Clock } from './clock.ts';
import type { Docker } from './docker.ts';
import type { Kind } from './kind.ts';

export interface ReachAheadOptions {
  docker: Pick<Docker, 'exec'>;
  kind: Pick<Kind, 'kubeconfig'>;
  clock: Clock;
  /** As kind calls the cluster. */
  name: string;
  signal: AbortSignal;
}

const INTERVAL = 200;
const SHORT = 30_000;
const MINUTES_10 = 600_000;

/** kubeadm writes it long before kind hands it out; it is waited for in the node, so that nothing is started over and over. */
const WRITTEN = ['/bin/sh', '-c', 'until test -s /etc/kubernetes/admin.conf; do sleep 0.1; done'];

/**
 * Kubeconfig of a cluster that kind is still making, as soon as its nodes' containers run and its keys are made; nothing
 * answers yet. Waits without an end: `signal` is aborted when kind has failed.
 */
export async function kubeconfigAhead(options: ReachAheadOptions): Promise<string> {
  const { docker, kind, name, signal } = options;
  const container = `${name}-control-plane`;
  return until(options, async () => {
    const { exitCode } = await docker.exec({ container, command: WRITTEN, timeoutMs: MINUTES_10, signal });
    return exitCode === 0 ? kind.kubeconfig(name, { timeoutMs: SHORT, signal }) : undefined;
  });
}

/**
 * Reaches a cluster that kind is still making: returns when its API server lets the administrator in and knows all nodes,
 * which need not be ready. Waits without an end, as `kubeconfigAhead`.
 */
export async function reachAhead(
  kubeconfig: string,
  { clock, nodes, signal }: Pick<ReachAheadOptions, 'clock' | 'signal'> & { nodes: number },
): Promise<Administrator> {
  const administrator = connectAdministrator(kubeconfig, signal);
  return until({ clock, signal }, async () => {
    const { items } = await administrator.core.listNode();
    return items.length >= nodes ? administrator : undefined;
  });
}

/** Tries until there is something; what fails is tried again too. */
async function until<Value>(
  { clock, signal }: { clock: Clock; signal: AbortSignal },
  attempt: () => Promise<Value | undefined>,
): Promise<Value> {
  for (;;) {
    signal.throwIfAborted();
    const found = await attempt().catch(() => undefined);
    if (found !== undefined) return found;
    await clock.sleep(INTERVAL, signal);
  }
}
