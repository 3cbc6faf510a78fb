import type { Finding } from '../../../graders/contract/finding.ts';
import type { Check } from '../../../graders/core/define-grader.ts';
import { given } from '../../../graders/core/given.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { HostError } from '../../../graders/cluster-access/host-access.ts';
import { readJob } from '../../../graders/jobs/read-job.ts';
import { type JobRecord, watchJob } from '../../../graders/jobs/watch-job.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import { withNotes } from '../../../graders/core/with-notes.ts';
import { applyBatch, expectTaken } from '../apply-batch.ts';
import { BATCH_WORK } from '../batch-work.ts';
import { doneBy, followShards, goodShards } from '../follow-shards.ts';
import { followTick } from '../follow-tick.ts';
import { jobPlace } from '../job-place.ts';
import { createScriptWitness, type ScriptWitness } from '../../../graders/containers/script-witness.ts';
import { anySeen, shardLines, tryProblem } from '../shard-tries.ts';
import type { JobSpec, State } from '../state.ts';

const SHARDS = { kind: 'Job', name: 'shards' };
const CRON_JOBS = ['tick', 'nightly'].map((name) => ({ kind: 'CronJob', name }));
/** Pods whose faults are told; the others say the same. */
const TOLD = 3;

export const shardsOnce: Check<State> = {
  id: 'shards-once',
  async run(context, state) {
    beginCron(context, state);
    const applied = await applyBatch(context, 'job.yaml', [SHARDS]);
    return withNotes(applied.notes, async () => {
      expectTaken(applied, SHARDS);
      const { spec } = await readJob(context, 'shards');
      if (spec?.suspend === true)
        throw context.mismatch('job-suspended', {}, { position: jobPlace(context, ['spec', 'suspend']) });
      await followWork(context, state, given(spec, 'shards-once'));
    });
  },
};

/** Applies cron.yaml and follows `tick` beside the other checks; `tick-runs` and `nightly-times` wait for the result. */
function beginCron(context: GraderContext, state: State): void {
  const applied = applyBatch(context, 'cron.yaml', CRON_JOBS);
  const seen = applied.then((file) => followTick(context, state.work, file));
  state.cronApplied = applied;
  state.tickSeen = seen;
  for (const promise of [applied, seen]) promise.catch(() => undefined);
}

async function followWork(context: GraderContext, state: State, spec: JobSpec): Promise<void> {
  const { work } = state;

  const witness = createScriptWitness(context, {
    configMap: BATCH_WORK,
    name: 'process.sh',
    text: work.processText,
  });

  const watch = watchJob(context, 'shards', { onRunning: witness.look });
  const record = await followShards(context, work, watch);
  state.shards = { spec, record, watch, witness };

  const findings = [
    ...countProblems(context, state, record),
    ...podProblems(context, state, record, witness),
  ];

  if (findings.length > 0) throw new Mismatch(findings);
  if (!anySeen(record, work, witness))
    throw new HostError('infrastructure', 'not-seen', 'No Pod could be looked at while it ran');
}

function countProblems(context: GraderContext, { work }: State, record: JobRecord): Finding[] {
  const times = goodShards(work).map((shard) => ({ shard, count: doneBy(record, work, shard).length }));
  const missing = times.filter(({ count }) => count === 0);
  const repeated = times.filter(({ count }) => count > 1);

  const say = (id: string, found: typeof times) =>
    context.finding(
      id,
      { shards: found.map(({ shard }) => shard).join(', ') },
      {
        expected: 'each shard once',
        found: describe(record),
        position: jobPlace(context, ['spec', 'completionMode']),
      },
    );

  return [
    ...(missing.length > 0 ? [say('shards-not-processed', missing)] : []),
    ...(repeated.length > 0 ? [say('shards-repeated', repeated)] : []),
  ];
}

/** What is wrong with the pods that have to do with good shards. */
function podProblems(
  context: GraderContext,
  { work }: State,
  { pods }: JobRecord,
  witness: ScriptWitness,
): Finding[] {
  const position = jobPlace(context, ['spec', 'template', 'spec', 'containers']);
  return pods
    .filter(
      (pod) =>
        pod.index !== work.hopeless || shardLines(pod, work).some(({ shard }) => shard !== work.hopeless),
    )
    .flatMap((pod) => tryProblem(pod, work, witness) ?? [])
    .slice(0, TOLD)
    .map(({ id, params }) => context.finding(id, params, { position }));
}

/** The last words of some pods: they name the shard, or say why there was none. */
function describe({ pods }: JobRecord): string {
  const words = pods.map(({ output }) => output.trim().split('\n').at(-1)?.slice(0, 120) || 'no output');
  return words.length === 0 ? 'no Pods' : [...new Set(words)].slice(0, 8).join('; ');
}
