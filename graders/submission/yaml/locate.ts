import { isAlias, isMap, isPair, isSeq, type Node, type Pair } from 'yaml';
import { keyText } from './key-text.ts';
import { type AliasTargets, isMergeKey } from './read-node.ts';

/** Where a path leads in a document. */
export interface Located {
  /** Offset in characters of the key or list item. */
  offset: number;
  /** How many steps of the path exist; less than its length means the nearest ancestor. */
  depth: number;
}

/**
 * Finds the node at a path, or its nearest ancestor that exists, through aliases and merge keys. Keys count as the place of
 * their value.
 */
export function locate(
  root: Node | null,
  path: readonly (string | number)[],
  targets: AliasTargets = new Map(),
): Located {
  const behind = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node);
  let node: unknown = root;
  let offset = startOf(root) ?? 0;

  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair = pairOf(node.items, String(step), behind);
      if (pair === undefined) return { offset, depth };
      offset = startOf(pair.key) ?? offset;
      node = behind(pair.value);
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (item === undefined) return { offset, depth };
      offset = startOf(item) ?? offset;
      node = behind(item);
    } else return { offset, depth };
  }

  return { offset, depth: path.length };
}

/** The pair that gives a key its value: the last one, be it written out or merged. */
function pairOf(
  items: readonly unknown[],
  key: string,
  behind: (node: unknown) => unknown,
): Pair | undefined {
  for (const pair of items.toReversed()) {
    if (!isPair(pair)) continue;
    const keyNode = behind(pair.key);
    if (!isMergeKey(pair.key) && keyText(keyNode) === key) return pair;
    if (!isMergeKey(pair.key)) continue;
    const source = behind(pair.value);

    for (const map of isSeq(source) ? source.items.map(behind) : [source]) {
      const found = isMap(map) ? pairOf(map.items, key, behind) : undefined;
      if (found !== undefined) return found;
    }
  }

  return undefined;
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | null)?.range?.[0];
}
