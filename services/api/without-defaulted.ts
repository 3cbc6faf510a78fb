/** The schema of an input as a client sees it: what has a default need not be given. */
export function withoutDefaulted(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(withoutDefaulted);

  const own = Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [
      key,
      key === 'default' ? (part as unknown) : withoutDefaulted(part),
    ]),
  );

  const { properties, required } = schema as { properties?: Record<string, object>; required?: string[] };
  if (!Array.isArray(required) || properties === undefined) return own;
  return { ...own, required: required.filter((name) => !('default' in (properties[name] ?? {}))) };
}
