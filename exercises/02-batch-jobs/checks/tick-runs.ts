import type { Check } from '../../../graders/define-grader.ts';
import type { State } from '../state.ts';

export const tickRuns: Check<State> = {
  id: 'tick-runs',
  async run(_context, { tickSeen }) {
    await tickSeen;
  },
};
