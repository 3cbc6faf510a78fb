import type { Answer } from '../routes/operation.ts';

/**
 * A recursive listing that ends early, as GitHub's do above 100,000 entries or 7 MB; others have no such limit
 * (https://docs.github.com/rest/git/trees#get-a-tree).
 */
export function cutTree(answer: Answer, parameters: Record<string, unknown>, most: number): Answer {
  const body = answer.body as { tree?: unknown[] } | undefined;
  if (parameters.recursive === undefined || body?.tree === undefined || body.tree.length <= most)
    return answer;
  return { ...answer, body: { ...body, tree: body.tree.slice(0, most), truncated: true } };
}
