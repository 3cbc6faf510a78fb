import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Json, JsonObject } from './json-schema.ts';
import { follow, isJsonObject } from './json-schema.ts';
import { nullableToUnion } from './nullable-to-union.ts';

/** Answers what is wrong with a value; nothing when it is right. May fill in defaults and convert numbers. */
export type Check = (value: unknown) => string[];

/** Compiles schemas of one description; what several of them refer to is compiled once. */
export type Compiler = (schema: Json) => Check;

const REFERENCE = '#/components/schemas/';

/** `coerce` reads "30" as a number where one is asked, for query strings. */
export function createCompiler(document: JsonObject, options: { coerce?: boolean } = {}): Compiler {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    // A copy of a user or a repository at each of its hundred places would take seconds to compile.
    inlineRefs: false,
    coerceTypes: options.coerce ?? false,
    useDefaults: options.coerce ?? false,
    // The descriptions are published and checked as a whole by GitHub; checking them again costs a second.
    validateSchema: false,
  });

  addFormats.default(ajv);
  const known = new Set<string>();

  return (schema) => {
    const validate = ajv.compile(linked(schema));
    return (value) =>
      validate(value)
        ? []
        : (validate.errors ?? []).map(
            (error) => `${error.instancePath || '/'} ${error.message ?? error.keyword}`,
          );
  };

  /** The schema with its references by name, everything it leads to known to ajv. */
  function linked(schema: Json): JsonObject {
    const named = byName(nullableToUnion(schema));
    if (!isJsonObject(named)) throw new Error('a schema must be an object');
    return named;
  }

  function byName(value: Json): Json {
    if (Array.isArray(value)) return value.map(byName);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) =>
        key === '$ref' && typeof each === 'string' ? [key, addComponent(each)] : [key, byName(each)],
      ),
    );
  }

  function addComponent(reference: string): string {
    const name = `component:${reference.slice(REFERENCE.length)}`;
    const found = follow(document, reference);
    if (!isJsonObject(found))
      throw new Error(`the description refers to ${reference} but has no such schema`);
    if (known.has(name)) return name;
    known.add(name);
    ajv.addSchema(linked(found), name);
    return name;
  }
}
