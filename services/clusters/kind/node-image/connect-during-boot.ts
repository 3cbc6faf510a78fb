import type { Administrator } from '../../sandbox/administrator.ts';
import type { Clock } from '../../clock.ts';
import type { Docker } from '../engine/docker.ts';
import { kubeconfigFromOutside } from '../nodes/kubeconfig-from-outside.ts';
import { nodeOf } from '../nodes/node-of.ts';
import { API_SERVER_PORT } from '../nodes/published-address.ts';

export interface ConnectDuringBootOptions {
  docker: Pick<Docker, 'exec' | 'publishedAddress'>;
  clock: Clock;
  /** As kind calls the cluster. */
  name: string;
  controlPlanes: number;
  signal: AbortSignal;
}

const INTERVAL = 200;
const MINUTES_10 = 600_000;

/**
 * kubeadm writes it long before kind hands it out, and the scheduler's last of all: then it is whole. Waited for in the
 * node, so that nothing is started over and over.
 */
const READ = [
  '/bin/sh',
  '-c',
  'cd /etc/kubernetes; until test -e scheduler.conf; do sleep 0.1; done; cat admin.conf',
];

/**
 * Kubeconfig of a cluster that kind is still making, as soon as its nodes' containers run and its keys are made; nothing
 * answers yet. Waits without an end: `signal` is aborted when kind has failed.
 */
export async function kubeconfigDuringBoot(options: ConnectDuringBootOptions): Promise<string> {
  const { docker, name, controlPlanes, signal } = options;
  const container = nodeOf(name);
  // kind puts a balancer before several.
  const entrance = controlPlanes > 1 ? `${name}-external-load-balancer` : container;
  return until(options, async () => {
    const { exitCode, stdout } = await docker.exec({
      container,
      command: READ,
      timeoutMs: MINUTES_10,
      signal,
    });

    if (exitCode !== 0) return undefined;
    const address = await docker.publishedAddress(entrance, API_SERVER_PORT, signal);
    return address === undefined ? undefined : kubeconfigFromOutside(stdout, address);
  });
}

/**
 * Reaches a cluster that kind is still making: returns when its API server lets the administrator in and knows all nodes,
 * which need not be ready. Waits without an end, as `kubeconfigDuringBoot`.
 */
export async function connectDuringBoot(
  connect: (signal: AbortSignal) => Administrator,
  { clock, nodes, signal }: Pick<ConnectDuringBootOptions, 'clock' | 'signal'> & { nodes: number },
): Promise<Administrator> {
  const administrator = connect(signal);
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
