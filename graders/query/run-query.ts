import type { KubectlOutcome } from '../cluster-access.ts';
import type { GraderContext } from '../grader-context.ts';
import type { ResourceQuery } from './resource-query.ts';

/** What kubectl printed, cut at white space; or its error message; or nothing, because it did not come to an end. */
export type QueryOutcome = { words: string[] } | { refusal: string } | { endless: true };

type Asking = Pick<GraderContext, 'cluster' | 'namespace'>;

/**
 * Runs a query with the cluster's own kubectl in the learner's namespace. Before a query is blamed, the API
 * server has to answer and the query to fail twice: an unreachable API server is thrown as itself, and a
 * kubectl too slow for even a plain list as an Error.
 *
 * @param output Takes the place of the query's own output, e.g. `name`.
 */
export async function runQuery(
  asking: Asking,
  query: ResourceQuery,
  output = ownOutput(query),
): Promise<QueryOutcome> {
  const first = await attempt(asking, query, output);
  if ('words' in first) return first;
  const { cluster, namespace } = asking;
  await cluster.grader.core.listNamespacedConfigMap({ namespace, limit: 1 });
  if ('endless' in first) await cluster.kubectl(['get', query.resource, '--output=name']);
  return attempt(asking, query, output);
}

async function attempt({ cluster }: Asking, query: ResourceQuery, output: string): Promise<QueryOutcome> {
  let outcome: KubectlOutcome;
  try {
    outcome = await cluster.kubectl(['get', query.resource, ...flags(query), `--output=${output}`]);
  } catch {
    // A template may print without bounds; kubectl is then stopped.
    return { endless: true };
  }
  const { exitCode, stdout, stderr } = outcome;
  if (exitCode !== 0) return { refusal: firstLine(stderr) };
  return { words: stdout.split(/\s+/).filter((word) => word !== '') };
}

/** One argument a flag, name and value joined: no value can be taken for another flag. */
function flags(query: ResourceQuery): string[] {
  return (['selector', 'field-selector', 'sort-by'] as const).flatMap((flag) => {
    const value = query[flag];
    return value === undefined ? [] : [`--${flag}=${value}`];
  });
}

function ownOutput({ jsonpath, 'go-template': template }: ResourceQuery): string {
  return jsonpath === undefined ? `go-template=${template ?? ''}` : `jsonpath=${jsonpath}`;
}

/** After a failed template kubectl prints all the data it was given. */
function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, 300);
}
