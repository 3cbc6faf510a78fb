import { type Alias, isAlias, isMap, isPair, isScalar, isSeq, type Node, Scalar } from 'yaml';
import { oddCharacter } from './odd-character.ts';
import { keyText } from './key-text.ts';
import { resolveScalar } from './resolve-scalar.ts';
import { SUBMISSION_LIMITS } from '../submission-limits.ts';

/** What a document says against the rules that the parser does not know. */
export interface NodeProblem {
  reason:
    | 'duplicate-key'
    | 'merge-refused'
    | 'key-refused'
    | 'odd-key'
    | 'too-deep'
    | 'alias-unknown'
    | 'too-many-nodes'
    | 'tag-refused'
    | 'number-refused';
  key: string;
  /** Offset in characters. */
  offset: number;
}

/** Where the aliases of a document lead. */
export type AliasTargets = ReadonlyMap<Alias, Node>;

/** How many nodes may still be read of a file; what an alias stands for counts as often as it is written out. */
export interface NodeBudget {
  left: number;
}

export interface ReadNode {
  value: unknown;
  targets: AliasTargets;
}

/**
 * Turns a document's nodes into a plain value, aliases and merge keys written out, and reports duplicate keys (the API
 * server would quietly take the last), keys that are no plain strings, and what grows too large when it is written out.
 * The last of a key and what is merged counts, as it does for kubectl:
 * https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/decode.go
 */
export function readNode(
  root: Node | null,
  budget: NodeBudget,
  report: (problem: NodeProblem) => void,
): ReadNode {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const open = new Set<Node>();

  /** The node that an alias stands for: the last one before it that has the name, not the one it stands in. */
  function targetOf(alias: Alias, offset: number): Node | undefined {
    const target = targets.get(alias) ?? anchors.get(alias.source);

    if (target === undefined || open.has(target)) {
      report({ reason: 'alias-unknown', key: alias.source, offset });
      return undefined;
    }

    targets.set(alias, target);
    return target;
  }

  function visit(node: unknown, depth: number, offset: number, isCopy: boolean): unknown {
    budget.left--;

    if (budget.left < 0) {
      // Once: whatever follows is too much as well.
      if (budget.left === -1) report({ reason: 'too-many-nodes', key: '', offset });
      return null;
    }

    if (depth > SUBMISSION_LIMITS.yamlDepth) {
      report({ reason: 'too-deep', key: '', offset });
      return null;
    }

    if (isAlias(node)) {
      const target = targetOf(node, offset);
      return target === undefined ? null : visit(target, depth, offset, true);
    }

    if (!isScalar(node) && !isSeq(node) && !isMap(node)) return null;
    if (node.anchor !== undefined && !isCopy) anchors.set(node.anchor, node);
    if (isScalar(node)) return scalarValue(node, offset);
    open.add(node);

    const value = isSeq(node)
      ? node.items.map((item) => visit(item, depth + 1, isCopy ? offset : startOf(item, offset), isCopy))
      : visitMap(node.items, depth, offset, isCopy);

    open.delete(node);
    return value;
  }

  function scalarValue(node: Scalar, offset: number): unknown {
    const resolved = resolveScalar(node);
    if ('value' in resolved) return resolved.value;
    report({ reason: resolved.problem, key: '', offset });
    return null;
  }

  function visitMap(
    items: readonly unknown[],
    depth: number,
    offset: number,
    isCopy: boolean,
  ): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    const own = new Set<string>();

    for (const pair of items) {
      if (!isPair(pair)) continue;
      // What an alias brings along is said where the alias stands.
      const at = isCopy ? offset : startOf(pair.key, offset);

      if (isMergeKey(pair.key)) {
        const merged = visit(pair.value, depth, at, isCopy);
        if (budget.left >= 0) merge(result, merged, at);
        continue;
      }

      // An alias may stand for a key too.
      const keyNode = isAlias(pair.key) ? targetOf(pair.key, at) : pair.key;
      if (isScalar(keyNode) && keyNode.anchor !== undefined && !isCopy) anchors.set(keyNode.anchor, keyNode);
      const key = keyText(keyNode) ?? '';
      const reason = own.has(key) ? 'duplicate-key' : keyProblem(key);
      if (reason !== undefined) report({ reason, key, offset: at });
      else result[key] = visit(pair.value, depth + 1, at, isCopy);
      own.add(key);
    }

    return result;
  }

  /** Of several maps in a list the first that has a key gives it. */
  function merge(result: Record<string, unknown>, value: unknown, offset: number): void {
    const maps: unknown[] = Array.isArray(value) ? value.toReversed() : [value];
    if (maps.every(isRecord)) Object.assign(result, ...maps);
    else report({ reason: 'merge-refused', key: '<<', offset });
  }

  return { value: visit(root, 1, 0, false), targets };
}

/** In quotes it is a key like any other. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === Scalar.PLAIN;
}

/** No key of Kubernetes holds odd characters, whichever the object. */
function keyProblem(key: string): 'key-refused' | 'odd-key' | undefined {
  if (key === '' || key === '__proto__') return 'key-refused';
  return oddCharacter(key) === undefined ? undefined : 'odd-key';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function startOf(node: unknown, fallback: number): number {
  return (node as { range?: readonly number[] | null } | null)?.range?.[0] ?? fallback;
}
