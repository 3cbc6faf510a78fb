import { asFinal } from '../../graders/as-final.ts';
import { eventually } from '../../graders/eventually.ts';
import type { GraderContext } from '../../graders/grader-context.ts';
import { cronJobRuns, type CronJobRun } from '../../graders/job/cron-job-runs.ts';
import { isActivePod } from '../../graders/job/is-active-pod.ts';
import { jobOutcome } from '../../graders/job/job-outcome.ts';
import { nextFireTimes } from '../../graders/job/next-fire-times.ts';
import { readCronJob } from '../../graders/job/read-cron-job.ts';
import { podProblem } from '../../graders/workload/pod-problem.ts';
import type { BatchWork } from './batch-work.ts';
import { cronPlace } from './cron-place.ts';

/** Milliseconds until the next full minute, and plenty for the pod to start on a busy machine. */
const FIRST_RUN = 180_000;
/** Milliseconds for the 90 seconds of the task, and for the pod's start and end. */
const WHOLE_RUN = 240_000;
const SHORTEST_RUN = 85_000;

/**
 * Watches CronJob `tick` from its first run to that run's end; the next minute strikes in between. Settles when
 * the run was whole and alone; rejects with a Mismatch that says what was wrong.
 */
export async function followTick(context: GraderContext, work: BatchWork): Promise<void> {
  await expectEveryMinute(context);
  const first = await eventually(context, () => startedRun(context), { within: FIRST_RUN, every: 1_000 });
  const uid = first.job.metadata?.uid ?? '';
  await eventually(context, () => expectWholeRun(context, work, uid), { within: WHOLE_RUN, every: 500 });
}

async function expectEveryMinute(context: GraderContext): Promise<void> {
  const { spec } = await readCronJob(context, 'tick');
  const position = cronPlace(context, 'tick', ['spec', 'schedule']);
  if (spec?.suspend === true) throw context.mismatch('suspended', { name: 'tick' }, { position });
  const times = nextFireTimes(
    { schedule: spec?.schedule ?? '', timeZone: spec?.timeZone },
    new Date(context.clock.now()),
    60,
  );
  const gaps = times.slice(1).map((time, i) => time.getTime() - (times[i]?.getTime() ?? 0));
  if (gaps.some((gap) => gap !== 60_000))
    throw context.mismatch(
      'tick-not-every-minute',
      {},
      { expected: '* * * * *', found: spec?.schedule ?? '', position },
    );
}

async function startedRun(context: GraderContext): Promise<CronJobRun> {
  const runs = await cronJobRuns(context, await readCronJob(context, 'tick'));
  const started = runs.find(({ pods }) => pods.some(({ status }) => status?.phase !== 'Pending'));
  if (started) return started;
  const problems = runs.flatMap(({ pods }) => pods).map(podProblem);
  throw context.mismatch(
    'tick-not-started',
    {},
    { expected: 'a run within a minute', found: problems.join('; ') || `${runs.length} Jobs` },
  );
}

/** A final Mismatch for what cannot be made good; an ordinary one while the run goes on. */
async function expectWholeRun(context: GraderContext, work: BatchWork, uid: string): Promise<void> {
  const runs = await cronJobRuns(context, await readCronJob(context, 'tick'));
  const run = runs.find(({ job }) => job.metadata?.uid === uid);
  if (run === undefined) throw cutOff(context, 'its Job was deleted while it ran');
  const outcome = jobOutcome(run.job);
  if (outcome.state === 'failed' && outcome.reason === 'DeadlineExceeded')
    throw cutOff(context, outcome.message);
  if (outcome.state === 'failed')
    throw asFinal(context.mismatch('tick-failed', {}, { found: `${outcome.reason}: ${outcome.message}` }));
  if (outcome.state === 'running' && run.pods.some(({ metadata }) => metadata?.deletionTimestamp))
    throw cutOff(context, 'its Pod was deleted while it ran');
  const active = runs.filter(({ pods }) => pods.some(isActivePod));
  if (active.length > 1)
    throw asFinal(
      context.mismatch(
        'tick-overlaps',
        {},
        {
          expected: 'one run at a time',
          found: active.map(({ job }) => job.metadata?.name).join(', '),
          position: cronPlace(context, 'tick', ['spec', 'concurrencyPolicy']),
        },
      ),
    );
  if (outcome.state === 'running') throw context.mismatch('tick-not-finished', {});
  await expectTaskDone(context, work, run);
}

function cutOff(context: GraderContext, found: string) {
  const position = cronPlace(context, 'tick', ['spec', 'concurrencyPolicy']);
  return asFinal(
    context.mismatch('tick-cut-off', {}, { expected: 'a run of 90 seconds to its end', found, position }),
  );
}

async function expectTaskDone(context: GraderContext, { tickToken }: BatchWork, { pods }: CronJobRun) {
  const pod = pods.find(({ status }) => status?.phase === 'Succeeded');
  const container = pod?.status?.containerStatuses?.[0];
  const { startedAt, finishedAt } = container?.state?.terminated ?? {};
  const lasted = (finishedAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0);
  const output = await context.cluster.grader.core.readNamespacedPodLog({
    namespace: context.namespace,
    name: pod?.metadata?.name ?? '',
    ...(container ? { container: container.name } : {}),
    limitBytes: 65_536,
  });
  if (lasted >= SHORTEST_RUN && output.includes(`tick token=${tickToken} end`)) return;
  throw asFinal(
    context.mismatch(
      'tick-task-not-run',
      {},
      { expected: `tick token=${tickToken} end`, found: `${output.trim().slice(-300)} (${lasted / 1000} s)` },
    ),
  );
}
