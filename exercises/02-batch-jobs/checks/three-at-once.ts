import { Blocked } from '../../../graders/core/blocked.ts';
import type { Check } from '../../../graders/core/define-grader.ts';
import { given } from '../../../graders/core/given.ts';
import { jobPlace } from '../job-place.ts';
import type { State } from '../state.ts';

const MOST = 3;

export const threeAtOnce: Check<State> = {
  id: 'three-at-once',
  async run(context, state) {
    const { record } = given(state.shards, 'shards-once');
    if (record.mostActive === 0) throw new Blocked('shards-once');
    if (record.mostActive > MOST)
      throw context.mismatch(
        'too-many-at-once',
        { count: record.mostActive },
        {
          expected: `at most ${MOST}`,
          found: `${record.mostActive}`,
          position: jobPlace(context, ['spec', 'parallelism']),
        },
      );
  },
};
