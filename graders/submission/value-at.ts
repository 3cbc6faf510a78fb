/** The value at a path of plain data, or undefined; own keys only, because the data may be hostile. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let current = value;

  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }

  return current;
}
