import { isMap, isScalar, isSeq, type Node } from 'yaml';

/** Where a path leads in a document. */
export interface Located {
  /** Offset in characters of the key or list item. */
  offset: number;
  /** How many steps of the path exist; less than its length means the nearest ancestor. */
  depth: number;
}

/** Finds the node at a path, or its nearest ancestor that exists. Keys count as the place of their value. */
export function locate(root: Node | null, path: readonly (string | number)[]): Located {
  let node: unknown = root;
  let offset = startOf(root) ?? 0;
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return { offset, depth };
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (item === undefined) return { offset, depth };
      offset = startOf(item) ?? offset;
      node = item;
    } else return { offset, depth };
  }
  return { offset, depth: path.length };
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | null)?.range?.[0];
}
