import { Blocked } from '../../../graders/core/blocked.ts';
import type { Finding } from '../../../graders/contract/finding.ts';
import type { Check } from '../../../graders/core/define-grader.ts';
import { compareSets } from '../../../graders/query/compare-sets.ts';
import { concurrentMap } from '../../../graders/query/concurrent-map.ts';
import { selectNames } from '../../../graders/query/select-names.ts';
import { describeDifference } from '../describe-difference.ts';
import { QUESTIONS } from '../questions.ts';
import type { State } from '../state.ts';

const LANES = 3;

/** Where the README asks for it, the selectors alone already pick the answer: the template has nothing left to filter. */
export const serverSideFiltering: Check<State> = {
  id: 'server-side-filtering',
  async run(context, { inventory, queries }) {
    if (queries === undefined) throw new Blocked('answers');
    const asked = QUESTIONS.filter(({ byServer }) => byServer);
    const [document] = context.submission.documents('queries.yaml');

    const problems = await concurrentMap(asked, LANES, async ({ id, answer }): Promise<Finding[]> => {
      const position = document?.positionOf([id, 'selector']);

      const unusable = (found?: string) => [
        context.finding('selection-unusable', { question: id }, { position, ...(found ? { found } : {}) }),
      ];

      const reading = queries.readings.get(id);
      if (reading === undefined || 'problems' in reading) return unusable();
      const outcome = await selectNames(context, reading.query);
      if ('endless' in outcome) return unusable();
      if ('refusal' in outcome) return unusable(outcome.refusal);
      const expected = answer(inventory);
      const difference = compareSets(expected, outcome.words);
      const [missing, superfluous] = [difference.missing.length, difference.superfluous.length];
      if (missing + superfluous === 0) return [];
      const params = { question: id, expected: expected.length, missing, superfluous };
      const details = describeDifference(expected, outcome.words, difference);
      return [context.finding('selection-wrong-set', params, { position, ...details })];
    });

    const right = problems.filter((found) => found.length === 0).length;
    return { share: right / asked.length, findings: problems.flat() };
  },
};
