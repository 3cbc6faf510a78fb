import type { TSchema } from 'typebox';

interface JsonSchema {
  title?: string;
  type?: string;
  enum?: readonly string[];
  items?: JsonSchema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
}

/** Says in words what a schema of a setting accepts: `a whole number from 1 to 32`. */
export function describeSchema(schema: TSchema): string {
  return describe(schema);
}

function describe(schema: JsonSchema): string {
  if (schema.title !== undefined) return schema.title;
  if (schema.enum !== undefined) return `one of ${schema.enum.join(', ')}`;
  if (schema.type === 'array') return `a list, separated by commas, each ${describe(schema.items ?? {})}`;

  if (schema.type === 'integer' || schema.type === 'number') {
    const noun = schema.type === 'integer' ? 'a whole number' : 'a number';
    const from = schema.minimum === undefined ? '' : ` from ${schema.minimum}`;
    const to = schema.maximum === undefined ? '' : ` to ${schema.maximum}`;
    return noun + from + to;
  }

  return schema.minLength !== undefined && schema.minLength > 1
    ? `at least ${schema.minLength} characters`
    : 'text';
}
