type Path = readonly (string | number)[];

/**
 * A copy without the field or list item at the path. Maps and lists that are empty without it go as well, up to
 * the nearest list item: an empty `labels: {}` would still be a field somebody owns.
 */
export function withoutField<Value>(value: Value, path: Path): Value {
  const copy: unknown = structuredClone(value);
  remove(copy, path);
  return copy as Value;
}

/** Removes inside of a node; returns whether the node is empty now. */
function remove(node: unknown, [step, ...rest]: Path): boolean {
  if (typeof node !== 'object' || node === null || step === undefined) return false;

  if (Array.isArray(node)) {
    if (rest.length > 0) remove(node[Number(step)], rest);
    else node.splice(Number(step), 1);
    return node.length === 0;
  }

  const map = node as Record<string, unknown>;
  if (!Object.hasOwn(map, step)) return false;
  if (rest.length === 0 || remove(map[step], rest)) Reflect.deleteProperty(map, step);
  return Object.keys(map).length === 0;
}
