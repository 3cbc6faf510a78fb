import type { Check } from '../../../graders/define-grader.ts';
import { given } from '../../../graders/given.ts';
import { doneBy, goodShards, triesOf } from '../follow-shards.ts';
import { jobPlace } from '../job-place.ts';
import type { State } from '../state.ts';

export const hopelessShard: Check<State> = {
  id: 'hopeless-shard',
  async run(context, state) {
    const { work } = state;
    const { record } = given(state.shards, 'shards-once');
    const shard = work.hopeless;
    const position = jobPlace(context, ['spec', 'podFailurePolicy']);
    const tries = triesOf(record, work, shard, 'hopeless');
    if (tries === 0) throw context.mismatch('hopeless-not-tried', { shard });
    if (tries > 1)
      throw context.mismatch(
        'hopeless-retried',
        { shard, tries },
        { expected: '1', found: `${tries}`, position },
      );
    const unfinished = goodShards(work).filter(
      (other) => !doneBy(record, work, other).some(({ succeeded }) => succeeded),
    );
    if (unfinished.length > 0)
      throw context.mismatch(
        'others-unfinished',
        { shards: unfinished.join(', ') },
        { expected: 'all others succeed', found: describe(record.outcome), position },
      );
    if (record.outcome.state === 'running') throw context.mismatch('shards-not-finished', {});
    if (record.outcome.state !== 'failed')
      throw context.mismatch(
        'hopeless-not-reported',
        { shard },
        { expected: 'Failed', found: describe(record.outcome) },
      );
  },
};

type Outcome = NonNullable<State['shards']>['record']['outcome'];

function describe(outcome: Outcome): string {
  return outcome.state === 'failed' ? `${outcome.reason}: ${outcome.message}` : outcome.state;
}
