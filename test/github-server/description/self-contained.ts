import type { Json, JsonObject } from './json-schema.ts';
import { follow, isJsonObject } from './json-schema.ts';

/**
 * A schema together with everything it refers to, at the same places, so that one operation can be compiled
 * without reading the other 1,200.
 */
export function selfContained(document: JsonObject, schema: Json): JsonObject {
  const schemas: JsonObject = {};
  const waiting: Json[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const name of schemaNames(next)) {
      if (schemas[name] !== undefined) continue;
      const found = follow(document, `#/components/schemas/${name}`);
      if (found === undefined) throw new Error(`the description refers to the schema ${name} but has none`);
      schemas[name] = found;
      waiting.push(found);
    }
  }
  return { allOf: [schema], components: { schemas } };
}

function schemaNames(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(schemaNames);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const name =
      key === '$ref' && typeof each === 'string'
        ? /^#\/components\/schemas\/(.+)$/.exec(each)?.[1]
        : undefined;
    return name === undefined ? schemaNames(each) : [name];
  });
}
