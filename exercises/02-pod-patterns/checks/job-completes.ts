import { applyObjects } from '../../../graders/apply/apply-objects.ts';
import { asFinal } from '../../../graders/as-final.ts';
import { containersOf } from '../../../graders/container/containers-of.ts';
import type { Check } from '../../../graders/define-grader.ts';
import { eventually } from '../../../graders/eventually.ts';
import type { GraderContext } from '../../../graders/grader-context.ts';
import { jobOutcome } from '../../../graders/job/job-outcome.ts';
import { readJob } from '../../../graders/job/read-job.ts';
import type { Mismatch } from '../../../graders/mismatch.ts';
import { podProblem } from '../../../graders/workload/pod-problem.ts';
import { podsOf } from '../../../graders/workload/pods-of.ts';
import type { Pod } from '../app-pods.ts';
import { container } from '../container.ts';
import type { Given } from '../given.ts';
import { podPlace } from '../pod-place.ts';

export const jobCompletes: Check<Given> = {
  id: 'job-completes',
  async run(context, given) {
    await applyObjects(context, context.submission.objects('job.yaml'));
    await readJob(context, 'report');
    const pod = await eventually(context, () => completedPod(context), { within: 120_000, every: 500 });
    const logs = container(context, pod, 'logs', 'sidecar');
    const main = container(context, pod, 'main', 'main');
    if (logs.startedAt === undefined || (logs.finishedAt ?? Infinity) < (main.finishedAt ?? 0))
      throw context.mismatch('job-sidecar-not-beside', {});
    await expectReport(context, given, pod);
  },
};

/** The pod in which the Job's main container ended well; a Mismatch until the Job is complete. */
async function completedPod(context: GraderContext): Promise<Pod> {
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

async function expectReport(context: GraderContext, { token }: Given, { metadata }: Pod): Promise<void> {
  const output = await context.cluster.grader.core.readNamespacedPodLog({
    namespace: context.namespace,
    name: metadata?.name ?? '',
    container: 'main',
    limitBytes: 65_536,
  });
  const line = `report ${token}`;
  if (!output.split('\n').some((text) => text.trim() === line))
    throw context.mismatch(
      'report-missing',
      {},
      { expected: line, found: output.trim().slice(-300) || '""' },
    );
}
