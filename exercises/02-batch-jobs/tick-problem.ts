import type { FindingDetails } from '../../graders/core/grader-context.ts';
import type { JobRecord } from '../../graders/jobs/watch-job.ts';
import type { BatchWork } from './batch-work.ts';
import { TICK_SECONDS } from './draw-scripts.ts';
import { neverRan } from '../../graders/containers/never-ran.ts';
import type { ScriptWitness } from '../../graders/containers/script-witness.ts';
import type { TryProblem } from './shard-tries.ts';

/** Age in milliseconds at which tick.sh has to be seen: younger ones may be stopped again. */
const AGE = (TICK_SECONDS - 30) * 1_000;

/**
 * Why a run of `tick` that ended well was not one whole run of tick.sh; undefined when it was. Its Pod must have taken
 * the time, written the line that tick.sh alone can make, and been seen to run it.
 */
export function tickProblem(
  { pods }: JobRecord,
  { tickWord }: BatchWork,
  witness: Pick<ScriptWitness, 'looksAt'>,
): (TryProblem & { details: FindingDetails }) | undefined {
  const pod = pods.find(({ succeeded }) => succeeded);
  const { name = '', uid = '', output = '', startedAt = 0, finishedAt = 0 } = pod ?? {};
  const seconds = (finishedAt - startedAt) / 1_000;
  const expected = `tick word=${tickWord} end`;
  if (pod?.complete === false) return { id: 'output-too-long', params: { pod: name }, details: {} };

  if (seconds < TICK_SECONDS - 1 || !output.includes(expected)) {
    const found = `${output.trim().slice(-300)} (${seconds} s)`;
    return { id: 'tick-task-not-run', params: {}, details: { expected, found } };
  }

  const looks = witness.looksAt(uid).map(({ from, to, runs }) => ({
    from,
    to,
    runs: runs.filter((run) => from - run.startedAt >= AGE),
  }));

  if (!neverRan(looks, { startedAt, finishedAt }, TICK_SECONDS * 1_000 - AGE)) return undefined;
  return { id: 'script-not-seen', params: { pod: name, script: 'tick.sh' }, details: {} };
}
