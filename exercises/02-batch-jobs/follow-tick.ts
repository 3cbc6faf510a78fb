import { asFinal } from '../../graders/core/as-final.ts';
import { eventually } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { HostError } from '../../graders/cluster-access/host-access.ts';
import { cronJobRuns, type CronJobRun } from '../../graders/jobs/cron-job-runs.ts';
import { firesEveryMinute } from '../../graders/jobs/fires-every-minute.ts';
import { isActivePod } from '../../graders/jobs/is-active-pod.ts';
import { jobOutcome } from '../../graders/jobs/job-outcome.ts';
import { readCronJob } from '../../graders/jobs/read-cron-job.ts';
import { type JobWatch, watchJob } from '../../graders/jobs/watch-job.ts';
import type { Mismatch } from '../../graders/core/mismatch.ts';
import { podProblem } from '../../graders/workloads/pod-problem.ts';
import { type AppliedFile, expectTaken } from './apply-batch.ts';
import { BATCH_WORK, type BatchWork } from './batch-work.ts';
import { cronPlace } from './cron-place.ts';
import { createScriptWitness } from '../../graders/containers/script-witness.ts';
import { tickProblem } from './tick-problem.ts';

/** Milliseconds until the next full minute, and plenty for the pod to start on a busy machine. */
const FIRST_RUN = 180_000;
/** Milliseconds for the 90 seconds of the task, and for the pod's start and end. */
const WHOLE_RUN = 240_000;

/**
 * Watches CronJob `tick` from its first run to that run's end; the next minute strikes in between. Settles when
 * the run was whole and alone; rejects with a Mismatch that says what was wrong.
 */
export async function followTick(
  context: GraderContext,
  work: BatchWork,
  applied: AppliedFile,
): Promise<void> {
  expectTaken(applied, { kind: 'CronJob', name: 'tick' });
  await expectEveryMinute(context);
  const { job } = await eventually(context, () => startedRun(context), { within: FIRST_RUN, every: 1_000 });

  const witness = createScriptWitness(context, {
    configMap: BATCH_WORK,
    name: 'tick.sh',
    text: work.tickText,
  });

  const watch = watchJob(context, job.metadata?.name ?? '', { onRunning: witness.look });

  try {
    const uid = job.metadata?.uid ?? '';
    await eventually(context, () => expectWholeRun(context, watch, uid), { within: WHOLE_RUN, every: 500 });
    const record = await watch.settled();
    const problem = tickProblem(record, work, witness);
    if (problem !== undefined)
      throw context.mismatch(problem.id, problem.params, {
        ...problem.details,
        position: cronPlace(context, 'tick', [
          'spec',
          'jobTemplate',
          'spec',
          'template',
          'spec',
          'containers',
        ]),
      });
    if (!record.pods.some((pod) => witness.looksAt(pod.uid).some(({ runs }) => runs.length > 0)))
      throw new HostError('infrastructure', 'not-seen', 'No Pod of tick could be looked at while it ran');
  } finally {
    watch.stop();
  }
}

async function expectEveryMinute(context: GraderContext): Promise<void> {
  const { spec } = await readCronJob(context, 'tick');
  const position = cronPlace(context, 'tick', ['spec', 'schedule']);
  if (spec?.suspend === true) throw context.mismatch('suspended', { name: 'tick' }, { position });
  const { schedule = '', timeZone } = spec ?? {};
  if (!firesEveryMinute({ schedule, timeZone }, new Date(context.clock.now())))
    throw context.mismatch('tick-not-every-minute', {}, { expected: '* * * * *', found: schedule, position });
}

async function startedRun(context: GraderContext): Promise<CronJobRun> {
  const runs = await cronJobRuns(context, await readCronJob(context, 'tick'));
  const started = runs.find(({ pods }) => pods.some(({ status }) => status?.phase !== 'Pending'));
  if (started) return started;
  const problems = runs.flatMap(({ pods }) => pods).map(podProblem);
  throw context.mismatch(
    'tick-not-started',
    {},
    { expected: 'a run within a minute', found: problems.slice(0, 5).join('; ') || `${runs.length} Jobs` },
  );
}

/** A final Mismatch for what cannot be made good; an ordinary one while the run goes on. */
async function expectWholeRun(context: GraderContext, watch: JobWatch, uid: string): Promise<void> {
  const runs = await cronJobRuns(context, await readCronJob(context, 'tick'));
  const run = runs.find(({ job }) => job.metadata?.uid === uid);
  if (run === undefined) throw await vanished(context, watch);
  const outcome = jobOutcome(run.job);
  if (outcome.state === 'failed' && outcome.reason === 'DeadlineExceeded')
    throw cutOff(context, outcome.message);
  if (outcome.state === 'failed')
    throw asFinal(context.mismatch('tick-failed', {}, { found: `${outcome.reason}: ${outcome.message}` }));
  if (outcome.state === 'running' && run.pods.some(({ metadata }) => metadata?.deletionTimestamp))
    throw cutOff(context, 'its Pod was deleted while it ran');
  expectAlone(context, runs);
  if (outcome.state === 'running') throw context.mismatch('tick-not-finished', {});
}

function expectAlone(context: GraderContext, runs: readonly CronJobRun[]): void {
  const active = runs.flatMap(({ pods }) => pods).filter(isActivePod);
  if (active.length <= 1) return;
  throw asFinal(
    context.mismatch(
      'tick-overlaps',
      {},
      {
        expected: 'one Pod at a time',
        found: active
          .slice(0, 5)
          .map(({ metadata }) => metadata?.name)
          .join(', '),
        position: cronPlace(context, 'tick', ['spec', 'concurrencyPolicy']),
      },
    ),
  );
}

/** A run that ended before its Job went is one that was not kept. */
async function vanished(context: GraderContext, watch: JobWatch): Promise<Mismatch> {
  const { pods, outcome } = await watch.settled();
  if (outcome.state === 'running' && !pods.some(({ succeeded }) => succeeded))
    return cutOff(context, 'its Job was deleted while it ran');
  const position = cronPlace(context, 'tick', ['spec', 'successfulJobsHistoryLimit']);
  return asFinal(context.mismatch('tick-not-kept', {}, { expected: '1', found: '0', position }));
}

function cutOff(context: GraderContext, found: string): Mismatch {
  const position = cronPlace(context, 'tick', ['spec', 'concurrencyPolicy']);
  return asFinal(
    context.mismatch('tick-cut-off', {}, { expected: 'a run of 90 seconds to its end', found, position }),
  );
}
