import type { V1Pod } from '@kubernetes/client-node';
import type { GraderContext } from '../core/grader-context.ts';
import { HostError } from '../cluster-access/host-access.ts';
import { containersOf } from './containers-of.ts';
import { endContainer } from './end-container.ts';

/** Milliseconds kubelet gets to notice an end. */
const NOTICE = 20_000;

/**
 * Ends every running container of the pods and waits until kubelet has noticed, or 20 s, so that what they printed without a
 * line end is in their logs. Returns the pods as they are then. One that ends by itself meanwhile is fine, and so is a pod that goes.
 */
export async function endAllContainers(context: GraderContext, pods: readonly V1Pod[]): Promise<V1Pod[]> {
  const ended = new Set<string>();

  for (const pod of pods)
    for (const { name, running, containerId } of containersOf(pod)) {
      if (!running || containerId === undefined) continue;

      await endContainer(context, pod, name).catch((error: unknown) => {
        if (error instanceof HostError) throw error;
      });

      ended.add(containerId);
    }

  const uids = new Set(pods.map(({ metadata }) => metadata?.uid));
  const deadline = context.clock.now() + NOTICE;

  for (;;) {
    const { items } = await context.cluster.grader.core.listNamespacedPod({ namespace: context.namespace });
    const now = items.filter(({ metadata }) => uids.has(metadata?.uid));
    const lives = now.flatMap(containersOf).filter(({ running }) => running);
    if (!lives.some(({ containerId }) => ended.has(containerId ?? ''))) return now;
    if (context.clock.now() >= deadline) return now;
    await context.clock.sleep(500, context.signal);
  }
}
