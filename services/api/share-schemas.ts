import type { TSchema } from 'typebox';

interface Described {
  paths: object;
  components: { schemas: Record<string, TSchema>; responses?: Record<string, object> };
}

/**
 * Makes a description smaller and its parts nameable: wherever a schema or an answer stands again that `components`
 * names, a reference takes its place. What the description says stays the same.
 */
export function shareSchemas<Document extends object>(document: Document): Document {
  const { paths, components } = document as unknown as Described;
  const names = new Map<string, string>();
  for (const kind of ['responses', 'schemas'] as const)
    for (const [name, part] of Object.entries(components[kind] ?? {}))
      names.set(JSON.stringify(part), `#/components/${kind}/${name}`);

  const share = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    const $ref = names.get(JSON.stringify(part));
    return $ref === undefined ? shareInside(part) : { $ref };
  };

  const shareInside = (part: object): unknown =>
    Array.isArray(part)
      ? part.map(share)
      : Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, share(inner)]));

  const shareNamed = (parts: Record<string, object> = {}) =>
    Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, shareInside(part)]));

  return {
    ...document,
    paths: shareInside(paths),
    components: {
      ...components,
      schemas: shareNamed(components.schemas),
      responses: shareNamed(components.responses),
    },
  };
}
