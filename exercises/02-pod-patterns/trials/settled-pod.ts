import { crashLooping } from '../../../graders/containers/crash-looping.ts';
import { eventually } from '../../../graders/core/eventually.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import type { Trial } from '../../../graders/trials/with-trials.ts';
import { isReady } from '../../../graders/workloads/is-ready.ts';
import { podProblem } from '../../../graders/workloads/pod-problem.ts';
import type { Pod } from '../app-pods.ts';

/** The pod of a trial once it is ready; as it is where that does not come to pass: what it then lacks is found out by what is asked of it. */
export async function settledPod(context: GraderContext, trial: Trial): Promise<Pod> {
  const look = async () => {
    const pod = await trial.pod();
    if (isReady(pod) || crashLooping(pod)) return pod;
    throw context.mismatch('main-not-running', { pod: pod.metadata?.name ?? '' }, { found: podProblem(pod) });
  };

  try {
    return await eventually(context, look, { within: 60_000, every: 500 });
  } catch (error) {
    if (error instanceof Mismatch && !error.final) return trial.pod();
    throw error;
  }
}
