import type { Json } from './json-schema.ts';
import { isJsonObject } from './json-schema.ts';

/**
 * OpenAPI 3.0 says `nullable: true`; JSON Schema 2020-12 knows only type unions, and an enum must list null
 * itself. GitHub's description also has `nullable` without a type, which ajv refuses to compile.
 */
export function nullableToUnion(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(nullableToUnion);
  if (!isJsonObject(schema)) return schema;
  const { nullable, ...rest } = schema;

  const result = Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => key !== 'example' && key !== 'examples')
      .map(([key, value]) => [key, key === 'enum' || key === 'default' ? value : nullableToUnion(value)]),
  );

  if (nullable !== true)
    return isJsonObject(nullable) ? { ...result, nullable: nullableToUnion(nullable) } : result;
  if (typeof result.type !== 'string') return { anyOf: [result, { type: 'null' }] };
  const values = result.enum;
  return {
    ...result,
    type: [result.type, 'null'],
    ...(Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {}),
  };
}
