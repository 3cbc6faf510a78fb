import type { GraderContext } from '../core/grader-context.ts';
import type { ResourceQuery } from './resource-query.ts';
import { runQuery, type QueryOutcome } from './run-query.ts';

/**
 * Names of the objects that the API server itself picks for a query: its selectors alone, whatever the query's output would
 * leave out afterwards.
 */
export async function selectNames(
  asking: Pick<GraderContext, 'cluster' | 'namespace'>,
  query: ResourceQuery,
): Promise<QueryOutcome> {
  const { 'sort-by': _order, ...selection } = query;
  const outcome = await runQuery(asking, selection, 'name');
  if (!('words' in outcome)) return outcome;
  return { words: outcome.words.map((word) => word.slice(word.indexOf('/') + 1)) };
}
