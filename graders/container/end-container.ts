import type { V1Pod } from '@kubernetes/client-node';
import type { GraderContext } from '../grader-context.ts';
import { runInPod } from '../workload/run-in-pod.ts';
import { containersOf } from './containers-of.ts';

/** Where the cluster keeps, on every node, the pod that sees the node's processes and may signal them. */
const ENDER_NAMESPACE = 'saiten-system';

/**
 * Kills every process whose control group belongs to the container, and prints how many there were. From outside,
 * because a container's first process ignores signals from inside that it does not handle.
 */
const KILL = `ended=0
for file in $(grep -ls "$1" /proc/[0-9]*/cgroup); do
  process=\${file#/proc/}
  kill -9 "\${process%/cgroup}" 2>/dev/null && ended=$((ended + 1))
done
echo "$ended"`;

/**
 * Ends one container of a pod with SIGKILL, as a crash would; kubelet then does what the restart policy says.
 * Needs the tool `end-container` in exercise.yaml. Throws when the container does not run or could not be killed;
 * both are ours to explain, so check first that it runs.
 */
export async function endContainer(
  context: Pick<GraderContext, 'cluster' | 'clock' | 'signal'>,
  pod: V1Pod,
  container: string,
): Promise<void> {
  const id = containersOf(pod).find(({ name }) => name === container)?.containerId;
  const hash = /^[a-z0-9-]+:\/\/([0-9a-f]{64})$/.exec(id ?? '')?.[1];
  if (hash === undefined) throw new Error(`Container "${container}" of ${pod.metadata?.name} has no id`);
  const ender = `process-ender-${pod.spec?.nodeName}`;
  const outcome = await runInPod(
    context.cluster.grader,
    {
      namespace: ENDER_NAMESPACE,
      pod: ender,
      container: 'process-ender',
      command: ['sh', '-c', KILL, 'end-container', hash],
      within: 30_000,
    },
    context,
  );
  if (outcome.exitCode === 0 && Number(outcome.stdout) > 0) return;
  throw new Error(`${ender} found no process of container "${container}": ${outcome.stderr.slice(0, 300)}`);
}
