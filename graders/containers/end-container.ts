import type { V1Pod } from '@kubernetes/client-node';
import type { GraderContext } from '../core/grader-context.ts';
import { containerPlace } from './container-place.ts';

/**
 * Ends one container of a pod with SIGKILL, as a crash would; kubelet then does what the restart policy says.
 * Needs the tool `end-container` in exercise.yaml. Throws when the container does not run or could not be killed;
 * both are ours to explain, so check first that it runs.
 */
export async function endContainer(
  context: Pick<GraderContext, 'cluster'>,
  pod: V1Pod,
  container: string,
): Promise<void> {
  const place = containerPlace(pod, container);
  if (place === undefined) throw new Error(`Container "${container}" of ${pod.metadata?.name} has no id`);
  const { processes } = await context.cluster.host.ask('end-container', place);
  if (processes === 0)
    throw new Error(`Found no process of container "${container}" of ${pod.metadata?.name}`);
}
