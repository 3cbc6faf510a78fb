import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Json, JsonObject } from './json-schema.ts';
import { nullableToUnion } from './nullable-to-union.ts';
import { selfContained } from './self-contained.ts';

/** Answers what is wrong with a value; nothing when it is right. May fill in defaults and convert numbers. */
export type Check = (value: unknown) => string[];

/** Compiles a schema of a description. `coerce` reads "30" as a number where one is asked, for query strings. */
export function compileCheck(document: JsonObject, schema: Json, options: { coerce?: boolean } = {}): Check {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    coerceTypes: options.coerce ?? false,
    useDefaults: options.coerce ?? false,
    // The descriptions are published and checked as a whole by GitHub; checking them again costs a second.
    validateSchema: false,
  });
  addFormats.default(ajv);
  const validate = ajv.compile(asSchema(nullableToUnion(selfContained(document, schema))));
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(
          (error) => `${error.instancePath || '/'} ${error.message ?? error.keyword}`,
        );
}

function asSchema(value: Json): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('a schema must be an object');
  }
  return value;
}
