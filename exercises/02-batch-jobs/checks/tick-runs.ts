import type { Check } from '../../../graders/core/define-grader.ts';
import { given } from '../../../graders/core/given.ts';
import { withNotes } from '../../../graders/core/with-notes.ts';
import type { State } from '../state.ts';

export const tickRuns: Check<State> = {
  id: 'tick-runs',
  async run(_context, { cronApplied, tickSeen }) {
    const { notes } = await given(cronApplied, 'shards-once');
    return withNotes(notes, () => given(tickSeen, 'shards-once'));
  },
};
