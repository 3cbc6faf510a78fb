import type { KubectlOutcome } from '../cluster-access/cluster-access.ts';
import type { GraderContext } from '../core/grader-context.ts';
import type { ResourceQuery } from './resource-query.ts';

/** What kubectl printed, cut at white space; or its error message; or nothing, because it did not come to an end. */
export type QueryOutcome = { words: string[] } | { refusal: string } | { endless: true };

type Asking = Pick<GraderContext, 'cluster' | 'namespace'>;

/**
 * Runs a query with the cluster's own kubectl in the learner's namespace. Before a query is blamed, the API
 * server has to answer and the query to fail twice, or break a limit of kubectl's: an unreachable API server is thrown as itself, and a
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
  if ('words' in first || 'exceeded' in first) return withoutLimit(first);
  const { cluster, namespace } = asking;
  await cluster.grader.core.listNamespacedConfigMap({ namespace, limit: 1 });
  if ('endless' in first) await cluster.kubectl(['get', query.resource, '--output=name']);
  return withoutLimit(await attempt(asking, query, output));
}

type Attempt = QueryOutcome | { exceeded: true };

/** Whatever it took too much of, the query is to blame: limits of kubectl are its own, not the machine's. */
function withoutLimit(attempted: Attempt): QueryOutcome {
  return 'exceeded' in attempted ? { endless: true } : attempted;
}

async function attempt({ cluster }: Asking, query: ResourceQuery, output: string): Promise<Attempt> {
  let outcome: KubectlOutcome;

  try {
    outcome = await cluster.kubectl(['get', query.resource, ...flags(query), `--output=${output}`]);
  } catch {
    // It was too slow by the clock, which a busy machine may be as well.
    return { endless: true };
  }

  const { exitCode, stdout, stderr, exceeded } = outcome;
  if (exceeded !== undefined) return { exceeded: true };
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
