import { asFinal } from '../../graders/core/as-final.ts';
import { containersOf } from '../../graders/containers/containers-of.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { jobOutcome } from '../../graders/jobs/job-outcome.ts';
import { readJob } from '../../graders/jobs/read-job.ts';
import type { Mismatch } from '../../graders/core/mismatch.ts';
import { podProblem } from '../../graders/workloads/pod-problem.ts';
import { podsOf } from '../../graders/workloads/pods-of.ts';
import type { Pod } from './app-pods.ts';
import { podPlace } from './pod-place.ts';

/** The pod in which the Job's main container ended well; a Mismatch until the Job is complete. */
export async function completedPod(context: GraderContext): Promise<Pod> {
  const job = await readJob(context, 'report');
  const pods = await podsOf(context, [{ uid: job.metadata?.uid ?? '' }]);
  const outcome = jobOutcome(job);

  if (outcome.state === 'failed') {
    const found = `${outcome.reason}: ${outcome.message}`;
    throw asFinal(context.mismatch('job-failed', {}, { expected: 'Complete', found }));
  }

  const done = pods.find((pod) => pod.status?.phase === 'Succeeded');
  if (outcome.state === 'complete' && done) return done;
  const waiting = pods.find(mainEnded);
  if (waiting) throw keptBySidecar(context, waiting);
  throw context.mismatch(
    'job-not-complete',
    {},
    { expected: 'Complete', found: pods.map(podProblem).join('; ') },
  );
}

function mainEnded(pod: Pod): boolean {
  const main = containersOf(pod).find(({ name }) => name === 'main');
  return main?.exitCode === 0 && !main.running;
}

/** Kubelet stops a native sidecar once main has ended; for an ordinary container nobody does. */
const PATIENCE = 20_000;

function keptBySidecar(context: GraderContext, pod: Pod): Mismatch {
  const reports = containersOf(pod);
  const endedAt = reports.find(({ name }) => name === 'main')?.finishedAt ?? 0;
  const ordinary = reports.some(({ name, role, running }) => name !== 'main' && role === 'main' && running);

  const mismatch = context.mismatch(
    'job-kept-by-sidecar',
    {},
    {
      expected: 'Complete',
      found: 'main has ended, another container still runs',
      position: podPlace(context, 'job.yaml', ['containers']),
    },
  );

  const hopeless = ordinary && context.clock.now() - endedAt > PATIENCE;
  return hopeless ? asFinal(mismatch) : mismatch;
}
