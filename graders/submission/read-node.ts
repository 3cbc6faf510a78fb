import { isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import { resolveScalar } from './resolve-scalar.ts';
import { SUBMISSION_LIMITS } from './submission-limits.ts';

/** What a document says against the rules that the parser does not know. */
export interface NodeProblem {
  reason: 'duplicate-key' | 'merge-key-refused' | 'key-refused' | 'too-deep';
  key: string;
  /** Offset in characters. */
  offset: number;
}

/**
 * Turns a document's nodes into a plain value and reports duplicate keys (the API server would quietly take the last),
 * merge keys and keys that are no plain strings.
 */
export function readNode(root: Node | null, report: (problem: NodeProblem) => void): unknown {
  const visit = (node: unknown, depth: number, offset: number): unknown => {
    if (depth > SUBMISSION_LIMITS.yamlDepth) {
      report({ reason: 'too-deep', key: '', offset });
      return null;
    }
    if (isScalar(node)) return resolveScalar(node);
    if (isSeq(node)) return node.items.map((item) => visit(item, depth + 1, startOf(item, offset)));
    if (!isMap(node)) return null;
    const result: Record<string, unknown> = {};
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      const at = startOf(pair.key, offset);
      const key = isScalar(pair.key) ? keyText(pair.key.value) : '';
      const reason = keyProblem(pair.key, key, result);
      if (reason !== undefined) report({ reason, key, offset: at });
      else result[key] = visit(pair.value, depth + 1, at);
    }
    return result;
  };
  return visit(root, 1, 0);
}

function keyProblem(
  node: unknown,
  key: string,
  soFar: Readonly<Record<string, unknown>>,
): NodeProblem['reason'] | undefined {
  if (key === '<<') return 'merge-key-refused';
  if (!isScalar(node) || key === '' || key === '__proto__') return 'key-refused';
  return Object.hasOwn(soFar, key) ? 'duplicate-key' : undefined;
}

/** Kubernetes reads keys as JSON does: `1:` is the key "1". */
function keyText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

function startOf(node: unknown, fallback: number): number {
  return (node as { range?: readonly number[] | null } | null)?.range?.[0] ?? fallback;
}
