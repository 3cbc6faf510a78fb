import type { Finding, SourcePosition } from '../../../graders/contract/finding.ts';
import type { Check } from '../../../graders/core/define-grader.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { compareSets } from '../../../graders/query/compare-sets.ts';
import { concurrentMap } from '../../../graders/query/concurrent-map.ts';
import { readQueries } from '../../../graders/query/read-queries.ts';
import type { ResourceQuery } from '../../../graders/query/resource-query.ts';
import { runQuery } from '../../../graders/query/run-query.ts';
import { describeDifference } from '../describe-difference.ts';
import { fillNamespace } from '../fill-namespace.ts';
import { inventoryManifests } from '../inventory-manifests.ts';
import type { Inventory } from '../inventory.ts';
import { QUESTIONS, type Question } from '../questions.ts';
import type { State } from '../state.ts';

/** kubectl needs about a tenth of a second of one core. */
const LANES = 3;

/** Fills the namespace with objects nobody could know; each query must print what was asked. Every question counts the same. */
export const answers: Check<State> = {
  id: 'answers',
  async run(context, state) {
    const [document] = context.submission.documents('queries.yaml');
    if (document === undefined) throw new Error('queries.yaml is required but has no document');
    const questions = QUESTIONS.map(({ id }) => id);
    const queries = readQueries(document, questions, context.finding);
    const { readings, notes } = queries;
    await fillNamespace(context, inventoryManifests(state.inventory));
    state.queries = queries;

    const problems = await concurrentMap(QUESTIONS, LANES, async (question) => {
      const reading = readings.get(question.id);
      if (reading === undefined || 'problems' in reading) return reading?.problems ?? [];
      const path = [question.id, reading.query.jsonpath === undefined ? 'go-template' : 'jsonpath'];
      return judge(context, question, reading.query, state.inventory, document.positionOf(path));
    });

    const right = problems.filter((found) => found.length === 0).length;
    return { share: right / QUESTIONS.length, findings: [...problems.flat(), ...notes] };
  },
};

async function judge(
  context: GraderContext,
  { id, answer, ordered }: Question,
  query: ResourceQuery,
  inventory: Inventory,
  position: SourcePosition,
): Promise<Finding[]> {
  const say = (
    messageId: string,
    params: Record<string, number>,
    details: { expected?: string; found?: string },
  ) => [context.finding(messageId, { question: id, ...params }, { position, ...details })];

  const outcome = await runQuery(context, query);
  if ('endless' in outcome) return say('query-endless', {}, {});
  if ('refusal' in outcome) return say('query-refused', {}, { found: outcome.refusal });
  const expected = answer(inventory);
  const difference = compareSets(expected, outcome.words);
  const { missing, superfluous } = difference;

  if (missing.length + superfluous.length > 0) {
    const params = { expected: expected.length, missing: missing.length, superfluous: superfluous.length };
    return say('query-wrong-set', params, describeDifference(expected, outcome.words, difference));
  }

  if (!ordered || outcome.words.join(' ') === expected.join(' ')) return [];
  return say('query-wrong-order', {}, { found: `${outcome.words[0] ?? ''} comes first` });
}
