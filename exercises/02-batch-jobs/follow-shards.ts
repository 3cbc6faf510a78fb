import { asFinal } from '../../graders/core/as-final.ts';
import { eventually } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { JobPod } from '../../graders/jobs/job-pod.ts';
import type { JobRecord, JobWatch } from '../../graders/jobs/watch-job.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import { endTrouble, type BatchWork } from './batch-work.ts';
import { shardLines, type ShardEnd } from './shard-tries.ts';

/** Milliseconds in which even one shard after the other is done. */
const LONGEST = 300_000;
/** Milliseconds in which the first Pod has started, also on a busy machine. */
const FIRST_POD = 120_000;

/**
 * Follows Job `shards` until its work is over: finished, gone, or all but the hopeless shard done while that one is
 * being tried again. Ends the passing trouble once its shard has failed. Returns what was seen by then.
 */
export async function followShards(
  context: GraderContext,
  work: BatchWork,
  watch: JobWatch,
): Promise<JobRecord> {
  const startedAt = context.clock.now();
  let trouble = true;

  const look = async () => {
    const record = watch.record();

    if (trouble && triesOf(record, work, work.troubled, 'trouble') > 0) {
      await endTrouble(context, work);
      trouble = false;
    }

    const over = record.finishedAt !== undefined || record.goneAt !== undefined;
    const onlyHopeless = goodShards(work).every((shard) => doneBy(record, work, shard).length > 0);
    if (over || (onlyHopeless && triesOf(record, work, work.hopeless, 'hopeless') > 1)) return;
    const idle = record.pods.every((pod) => pod.startedAt === undefined);
    const waiting = context.mismatch('shards-not-finished', {});
    throw idle && context.clock.now() - startedAt > FIRST_POD ? asFinal(waiting) : waiting;
  };

  try {
    await eventually(context, look, { within: LONGEST, every: 500 });
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
  }

  return watch.settled();
}

/** Every shard but the hopeless one. */
export function goodShards({ words, hopeless }: BatchWork): number[] {
  return words.map((_, shard) => shard).filter((shard) => shard !== hopeless);
}

/** The pods that have processed a shard, once for each time they did. */
export function doneBy({ pods }: JobRecord, work: BatchWork, shard: number): JobPod[] {
  return pods.flatMap((pod) => Array<JobPod>(timesIn(pod, work, shard, 'done')).fill(pod));
}

/** How often a shard came to that end, in-place restarts of the container included. */
export function triesOf({ pods }: JobRecord, work: BatchWork, shard: number, end: ShardEnd): number {
  return pods.reduce((sum, pod) => sum + timesIn(pod, work, shard, end), 0);
}

function timesIn(pod: JobPod, work: BatchWork, shard: number, end: ShardEnd): number {
  return shardLines(pod, work).filter((line) => line.shard === shard && line.end === end).length;
}
