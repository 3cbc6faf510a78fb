import { asFinal } from '../../../graders/as-final.ts';
import { Blocked } from '../../../graders/blocked.ts';
import { containersOf } from '../../../graders/container/containers-of.ts';
import { crashLooping } from '../../../graders/container/crash-looping.ts';
import { endContainer } from '../../../graders/container/end-container.ts';
import type { Check } from '../../../graders/define-grader.ts';
import { eventually } from '../../../graders/eventually.ts';
import type { GraderContext } from '../../../graders/grader-context.ts';
import { describeProbe } from '../../../graders/traffic/describe-probe.ts';
import { isReady } from '../../../graders/workload/is-ready.ts';
import { podProblem } from '../../../graders/workload/pod-problem.ts';
import type { Pod } from '../app-pods.ts';
import { deletePod } from '../delete-pod.ts';
import type { Given } from '../given.ts';
import { readyPods } from '../ready-pods.ts';

export const sidecarRestartsAlone: Check<Given> = {
  id: 'sidecar-restarts-alone',
  async run(context, given) {
    const [before] = await readyPods(context);
    if (!isRunning(before, 'logs')) throw new Blocked('start-order');
    await eventually(context, () => expectLog(context, given, before), { within: 20_000, every: 500 });
    await endContainer(context, before, 'logs');
    const look = async () => {
      const after = await samePod(context, before);
      expectOnlySidecarRestarted(context, before, after);
      await expectLog(context, given, after);
    };
    try {
      await eventually(context, look, { within: 60_000, every: 500, stableFor: 4_000 });
    } catch (error) {
      // The checks that follow shall find healthy pods, not what this one broke.
      await deletePod(context, before);
      throw error;
    }
  },
};

function isRunning(pod: Pod, container: string): boolean {
  return containersOf(pod).some(({ name, running }) => name === container && running);
}

async function samePod({ cluster, namespace }: GraderContext, { metadata }: Pod): Promise<Pod> {
  return cluster.grader.core.readNamespacedPod({ namespace, name: metadata?.name ?? '' });
}

function expectOnlySidecarRestarted(context: GraderContext, before: Pod, after: Pod): void {
  for (const old of containersOf(before).filter(({ name }) => name !== 'logs')) {
    const now = containersOf(after).find(({ name }) => name === old.name);
    if (now?.containerId !== old.containerId)
      throw asFinal(context.mismatch('restarted-too', { name: old.name }));
  }
  const old = containersOf(before).find(({ name }) => name === 'logs');
  const logs = containersOf(after).find(({ name }) => name === 'logs');
  const returned = logs?.running && logs.containerId !== old?.containerId;
  if (returned && isReady(after)) return;
  const mismatch = context.mismatch('sidecar-not-back', {}, { expected: 'Ready', found: podProblem(after) });
  throw crashLooping(after) ? asFinal(mismatch) : mismatch;
}

async function expectLog(context: GraderContext, { prober }: Given, pod: Pod): Promise<void> {
  const answer = await prober.get(`http://${pod.status?.podIP}:8081/app.log`);
  if (answer.class !== 'ok')
    throw context.mismatch('log-not-served', {}, { expected: '200', found: describeProbe(answer) });
}
