import type { MessageParams } from '../../graders/contract/message.ts';
import type { JobPod } from '../../graders/jobs/job-pod.ts';
import type { JobRecord } from '../../graders/jobs/watch-job.ts';
import type { BatchWork } from './batch-work.ts';
import { PROCESS_SECONDS } from './draw-scripts.ts';
import { neverRan } from '../../graders/containers/never-ran.ts';
import type { ScriptWitness } from '../../graders/containers/script-witness.ts';

export type ShardEnd = 'done' | 'hopeless' | 'trouble';

/** A line that process.sh made for this run, in the output of a pod. */
export interface ShardLine {
  shard: number;
  end: ShardEnd;
}

/** What is wrong with how a pod came to its line; the id of a message and its parameters. */
export interface TryProblem {
  id: string;
  params: MessageParams;
}

const EXIT_CODES: Readonly<Record<ShardEnd, number>> = { done: 0, hopeless: 42, trouble: 1 };

/** The lines of process.sh in a pod's output, in their order. Only words that belong to the shard count. */
export function shardLines({ output }: JobPod, { words }: BatchWork): ShardLine[] {
  return output.split('\n').flatMap((text) => {
    const [, shard, word, end] = /\bshard=(\d) word=([0-9a-f]+) (done|hopeless|trouble)/.exec(text) ?? [];
    if (shard === undefined || words[Number(shard)] !== word) return [];
    return [{ shard: Number(shard), end: end as ShardEnd }];
  });
}

/**
 * Why what a pod wrote does not count as one run of process.sh for the pod's own number, by what made it: other lines
 * in it, its number, how long it ran, what was seen of its processes, its exit code. Undefined when all is as it should be.
 */
export function tryProblem(
  pod: JobPod,
  work: BatchWork,
  witness: Pick<ScriptWitness, 'looksAt'>,
): TryProblem | undefined {
  const { name, index, startedAt, finishedAt } = pod;
  const lines = shardLines(pod, work);
  const [first] = lines;
  if (!pod.complete) return { id: 'output-too-long', params: { pod: name } };
  if (first === undefined) return undefined;
  const foreign = lines.find(({ shard }) => shard !== index);
  if (foreign !== undefined)
    return { id: 'line-of-another-shard', params: { pod: name, number: index ?? '-', shard: foreign.shard } };
  if (lines.length > 1 || pod.restarts > 0)
    return {
      id: 'several-tries-in-a-pod',
      params: { pod: name, count: Math.max(lines.length, pod.restarts + 1) },
    };
  if (startedAt === undefined || finishedAt === undefined) return undefined;
  // Whole seconds, and clocks that are set meanwhile.
  if (finishedAt - startedAt < (PROCESS_SECONDS - 1) * 1_000)
    return { id: 'work-too-short', params: { pod: name, seconds: (finishedAt - startedAt) / 1_000 } };
  const looks = ownRuns(witness.looksAt(pod.uid), first.shard);
  if (neverRan(looks, { startedAt, finishedAt }, PROCESS_SECONDS * 1_000))
    return { id: 'script-not-seen', params: { pod: name, script: `process.sh ${first.shard}` } };
  const expected = EXIT_CODES[first.end];
  if (pod.ended && !pod.exitCodes.includes(expected))
    return { id: 'other-exit-code', params: { pod: name, expected, found: pod.exitCodes.join(', ') || '-' } };
  return undefined;
}

/** Whether any pod was seen to run process.sh, or none had to be. */
export function anySeen(
  { pods }: JobRecord,
  work: BatchWork,
  witness: Pick<ScriptWitness, 'looksAt'>,
): boolean {
  const judged = pods.filter((pod) => shardLines(pod, work).length > 0);
  return (
    judged.length === 0 || judged.some(({ uid }) => witness.looksAt(uid).some(({ runs }) => runs.length > 0))
  );
}

/** The same looks with those runs only that were told the shard. */
function ownRuns(looks: ReturnType<ScriptWitness['looksAt']>, shard: number) {
  return looks.map((look) => ({
    ...look,
    runs: look.runs.filter((run) => run.arguments[0] === String(shard)),
  }));
}
