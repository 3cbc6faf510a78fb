import type { Check, Compiler } from './compile.ts';
import { createCompiler } from './compile.ts';
import type { Json, JsonObject } from './json-schema.ts';
import { follow, isJsonObject } from './json-schema.ts';
import { memoize } from './memoize.ts';
import { readDescription } from './read-description.ts';

export type DescribedOperation = {
  id: string;
  method: string;
  /** With parameters in braces, as `/repos/{owner}/{repo}`. */
  path: string;
  documentation: string;
  /** Converts and completes path and query parameters in place. */
  checkParameters: Check;
  checkBody: Check;
  takesBody: boolean;
  /** For an answer of the given status. */
  checkResponse(status: number): Check;
};

export type RestDescription = { operation(id: string): DescribedOperation };

/** GitHub's REST description: operations by id, each compiled when it is first used. */
export function openRestDescription(): RestDescription {
  const document = readDescription('rest');
  const index = indexOperations(document);
  const compile = createCompiler(document);
  const compileParameters = createCompiler(document, { coerce: true });
  return {
    operation: memoize((id) => {
      const found = index.get(id);
      if (found === undefined) throw new Error(`GitHub's description has no operation ${id}`);
      return describe({ document, compile, compileParameters }, id, found);
    }),
  };
}

type Place = { method: string; path: string; operation: JsonObject };

function indexOperations(document: JsonObject): Map<string, Place> {
  const index = new Map<string, Place>();

  for (const [path, methods] of Object.entries(object(document.paths))) {
    for (const [method, operation] of Object.entries(object(methods))) {
      if (isJsonObject(operation) && typeof operation.operationId === 'string') {
        index.set(operation.operationId, { method: method.toUpperCase(), path, operation });
      }
    }
  }

  return index;
}

type Tools = { document: JsonObject; compile: Compiler; compileParameters: Compiler };

function describe(
  { document, compile, compileParameters }: Tools,
  id: string,
  { method, path, operation }: Place,
): DescribedOperation {
  const bodySchema = jsonContent(document, operation.requestBody);
  const required = object(operation.requestBody).required === true;
  const parameters = memoize(() => compileParameters(parameterSchema(document, operation)));
  const body = memoize(() => (bodySchema === undefined ? () => [] : compile(bodySchema)));
  return {
    id,
    method,
    path,
    documentation: documentationOf(operation),
    takesBody: bodySchema !== undefined,
    checkParameters: (value) => parameters('all')(value),
    checkBody: (value) => (value === undefined && !required ? [] : body('all')(value)),
    checkResponse: memoize((status: number) => {
      const declared = object(operation.responses)[String(status)];
      if (declared === undefined && status < 400) return () => [`/ status ${status} is not declared`];
      const schema = declared === undefined ? BASIC_ERROR : jsonContent(document, declared);
      return schema === undefined ? bodyless : compile(CORRECTIONS[`${id} ${status}`] ?? schema);
    }),
  };
}

/**
 * Where the description contradicts itself: this one list asks for an account that is a user and an enterprise
 * at once (`allOf`), while the schema `installation` of the same document says either (`anyOf`).
 */
const CORRECTIONS: Readonly<Record<string, JsonObject>> = {
  'apps/list-installations 200': { type: 'array', items: { $ref: '#/components/schemas/installation' } },
};

/** GitHub answers this shape for errors that an operation does not list. */
const BASIC_ERROR: JsonObject = { $ref: '#/components/schemas/basic-error' };

function bodyless(value: unknown): string[] {
  const empty =
    value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

  return empty ? [] : ['/ must not have a body'];
}

function parameterSchema(document: JsonObject, operation: JsonObject): JsonObject {
  const properties: JsonObject = {};
  const required: string[] = [];

  for (const each of Array.isArray(operation.parameters) ? operation.parameters : []) {
    const parameter = resolve(document, each);
    if (typeof parameter.name !== 'string' || (parameter.in !== 'path' && parameter.in !== 'query')) continue;
    properties[parameter.name] = parameter.schema ?? {};
    if (parameter.required === true) required.push(parameter.name);
  }

  return { type: 'object', properties, required };
}

function jsonContent(document: JsonObject, holder: Json | undefined): Json | undefined {
  const content = object(resolve(document, holder ?? null).content);
  return object(content['application/json']).schema;
}

function documentationOf(operation: JsonObject): string {
  const { url } = object(operation.externalDocs);
  return typeof url === 'string' ? url : 'https://docs.github.com/rest';
}

function resolve(document: JsonObject, value: Json): JsonObject {
  if (isJsonObject(value) && typeof value.$ref === 'string') return object(follow(document, value.$ref));
  return object(value);
}

function object(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
