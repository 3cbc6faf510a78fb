import type Type from 'typebox';
import Value from 'typebox/value';

/**
 * The value as the schema's type. Throws what `refuse` makes of the first thing that is wrong, told with the path of
 * the field: people read it.
 */
export function parseOrRefuse<Schema extends Type.TSchema>(
  schema: Schema,
  value: unknown,
  refuse: (found: string) => Error,
): Type.Static<Schema> {
  if (Value.Check(schema, value)) return value;
  const [error] = Value.Errors(schema, value);
  const path = (error?.instancePath ?? '').slice(1).replaceAll('/', '.');

  const extra =
    error?.keyword === 'additionalProperties' ? ` (${error.params.additionalProperties.join(', ')})` : '';

  throw refuse(`${path === '' ? 'the document' : `"${path}"`}: ${error?.message ?? 'invalid'}${extra}`);
}
