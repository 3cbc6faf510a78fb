import { applyObjects } from '../../../graders/apply/apply-objects.ts';
import type { Finding } from '../../../graders/contract/finding.ts';
import type { Check } from '../../../graders/define-grader.ts';
import type { GraderContext } from '../../../graders/grader-context.ts';
import type { JobRecord } from '../../../graders/job/watch-job.ts';
import { readJob } from '../../../graders/job/read-job.ts';
import { watchJob } from '../../../graders/job/watch-job.ts';
import { Mismatch } from '../../../graders/mismatch.ts';
import { doneBy, followShards, goodShards } from '../follow-shards.ts';
import { followTick } from '../follow-tick.ts';
import { jobPlace } from '../job-place.ts';
import type { State } from '../state.ts';

export const shardsOnce: Check<State> = {
  id: 'shards-once',
  async run(context, state) {
    beginCron(context, state);
    await applyObjects(context, context.submission.objects('job.yaml'));
    await readJob(context, 'shards');
    const watch = watchJob(context, 'shards');
    const record = await followShards(context, state.work, watch);
    state.shards = { record, watch };
    const findings = judge(context, state, record);
    if (findings.length > 0) throw new Mismatch(findings);
  },
};

/** Applies cron.yaml and follows `tick` beside the other checks; `tick-runs` and `nightly-times` wait for the result. */
function beginCron(context: GraderContext, state: State): void {
  const applied = applyObjects(context, context.submission.objects('cron.yaml'));
  const seen = applied.then(() => followTick(context, state.work));
  state.cronApplied = applied;
  state.tickSeen = seen;
  for (const promise of [applied, seen]) promise.catch(() => undefined);
}

function judge(context: GraderContext, { work }: State, record: JobRecord): Finding[] {
  const times = goodShards(work).map((shard) => ({ shard, count: doneBy(record, work, shard).length }));
  const missing = times.filter(({ count }) => count === 0);
  const repeated = times.filter(({ count }) => count > 1);
  const say = (id: string, found: typeof times, expected: string) =>
    context.finding(
      id,
      { shards: found.map(({ shard }) => shard).join(', ') },
      { expected, found: describe(record), position: jobPlace(context, ['spec', 'completionMode']) },
    );
  return [
    ...(missing.length > 0 ? [say('shards-not-processed', missing, 'each shard once')] : []),
    ...(repeated.length > 0 ? [say('shards-repeated', repeated, 'each shard once')] : []),
  ];
}

/** The last words of some pods: they name the shard, or say why there was none. */
function describe({ pods }: JobRecord): string {
  const words = pods.map(({ output }) => output.trim().split('\n').at(-1)?.slice(0, 120) || 'no output');
  return words.length === 0 ? 'no Pods' : [...new Set(words)].slice(0, 8).join('; ');
}
