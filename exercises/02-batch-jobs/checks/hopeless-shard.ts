import type { Check } from '../../../graders/core/define-grader.ts';
import { given } from '../../../graders/core/given.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { moreTries } from '../../../graders/jobs/more-tries.ts';
import { doneBy, goodShards, triesOf } from '../follow-shards.ts';
import { jobPlace } from '../job-place.ts';
import { shardLines, tryProblem } from '../shard-tries.ts';
import type { State } from '../state.ts';

/** Tries beyond the first that the task asks for when a shard ends in another code than 42. */
const MORE_TRIES = 3;

export const hopelessShard: Check<State> = {
  id: 'hopeless-shard',
  async run(context, state) {
    const shards = given(state.shards, 'shards-once');
    expectOneTry(context, state.work, shards);
    expectOthers(context, state.work, shards);
    expectWholeTry(context, state.work, shards);
    expectMoreTries(context, shards);
  },
};

type Shards = NonNullable<State['shards']>;

function expectOneTry(context: GraderContext, work: State['work'], { record }: Shards): void {
  const shard = work.hopeless;
  const position = jobPlace(context, ['spec', 'podFailurePolicy']);
  const tries = triesOf(record, work, shard, 'hopeless');
  if (tries === 0) throw context.mismatch('hopeless-not-tried', { shard });
  const own = record.pods.filter(({ index }) => index === shard);
  const count = Math.max(tries, own.length);
  if (count > 1)
    throw context.mismatch(
      'hopeless-retried',
      { shard, tries: count },
      { expected: '1', found: `${count}`, position },
    );
}

function expectOthers(context: GraderContext, work: State['work'], { record }: Shards): void {
  const unfinished = goodShards(work).filter(
    (other) => !doneBy(record, work, other).some(({ succeeded }) => succeeded),
  );

  if (unfinished.length > 0)
    throw context.mismatch(
      'others-unfinished',
      { shards: unfinished.join(', ') },
      {
        expected: 'all others succeed',
        found: describe(record.outcome),
        position: jobPlace(context, ['spec', 'podFailurePolicy']),
      },
    );
  if (record.outcome.state === 'running') throw context.mismatch('shards-not-finished', {});
  if (record.outcome.state !== 'failed')
    throw context.mismatch(
      'hopeless-not-reported',
      { shard: work.hopeless },
      { expected: 'Failed', found: describe(record.outcome) },
    );
}

function expectWholeTry(context: GraderContext, work: State['work'], { record, witness }: Shards): void {
  const triers = record.pods.filter((pod) =>
    shardLines(pod, work).some(({ shard }) => shard === work.hopeless),
  );

  for (const pod of triers) {
    const problem = tryProblem(pod, work, witness);
    if (problem !== undefined) throw context.mismatch(problem.id, problem.params);
  }
}

function expectMoreTries(context: GraderContext, { spec }: Shards): void {
  const more = moreTries(spec, 1);
  if (more >= MORE_TRIES) return;
  throw context.mismatch(
    'too-few-tries',
    { count: more },
    {
      expected: `${MORE_TRIES}`,
      found: `${more}`,
      position: jobPlace(context, ['spec', 'backoffLimitPerIndex']),
    },
  );
}

function describe(outcome: Shards['record']['outcome']): string {
  return outcome.state === 'failed' ? `${outcome.reason}: ${outcome.message}` : outcome.state;
}
