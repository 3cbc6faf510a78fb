import type { Check } from '../../../graders/core/define-grader.ts';
import { given } from '../../../graders/core/given.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import type { State } from '../state.ts';

/** What was seen of the budgets while each version was there. */
export const budget: Check<State> = {
  id: 'budget',
  async run(_context, state) {
    given(state.v1, 'first-release');
    if (state.budgets.length > 0) throw new Mismatch(state.budgets);
  },
};
