import { eventually } from '../../graders/eventually.ts';
import type { GraderContext } from '../../graders/grader-context.ts';
import type { JobPod, JobRecord, JobWatch } from '../../graders/job/watch-job.ts';
import { Mismatch } from '../../graders/mismatch.ts';
import { endTrouble, type BatchWork } from './batch-work.ts';

/** Milliseconds in which even one shard after the other is done. */
const LONGEST = 300_000;

/**
 * Follows Job `shards` until its work is over: finished, gone, or all but the hopeless shard done while that one is
 * being tried again. Ends the passing trouble once its shard has failed. Returns what was seen by then.
 */
export async function followShards(
  context: GraderContext,
  work: BatchWork,
  watch: JobWatch,
): Promise<JobRecord> {
  let trouble = true;
  const look = async () => {
    const record = watch.record();
    if (trouble && triesOf(record, work, work.troubled, 'trouble') > 0) {
      await endTrouble(context, work);
      trouble = false;
    }
    const over = record.finishedAt !== undefined || record.goneAt !== undefined;
    const onlyHopeless = goodShards(work).every((shard) => doneBy(record, work, shard).length > 0);
    if (over || (onlyHopeless && triesOf(record, work, work.hopeless, 'hopeless') > 1)) return record;
    throw context.mismatch('shards-not-finished', {});
  };
  try {
    return await eventually(context, look, { within: LONGEST, every: 500 });
  } catch (error) {
    if (error instanceof Mismatch) return watch.record();
    throw error;
  }
}

/** Every shard but the hopeless one. */
export function goodShards({ tokens, hopeless }: BatchWork): number[] {
  return tokens.map((_, shard) => shard).filter((shard) => shard !== hopeless);
}

/** The pods that have processed a shard, once for each time they did. */
export function doneBy({ pods }: JobRecord, work: BatchWork, shard: number): JobPod[] {
  return pods.flatMap((pod) => Array<JobPod>(timesIn(pod, work, shard, 'done')).fill(pod));
}

/** How often a shard came to that end, in-place restarts of the container included. */
export function triesOf(
  { pods }: JobRecord,
  work: BatchWork,
  shard: number,
  end: 'hopeless' | 'trouble',
): number {
  return pods.reduce((sum, pod) => {
    const times = timesIn(pod, work, shard, end);
    return sum + (times === 0 ? 0 : times + pod.restarts);
  }, 0);
}

function timesIn({ output }: JobPod, { tokens }: BatchWork, shard: number, end: string): number {
  const line = `shard=${shard} token=${tokens[shard]} ${end}`;
  return output.split('\n').filter((text) => text.includes(line)).length;
}
