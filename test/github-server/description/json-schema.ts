/** A JSON value as it is read from a description file. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Follows a reference such as `#/components/schemas/user` inside a document. */
export function follow(document: JsonObject, reference: string): Json | undefined {
  const steps = reference.replace(/^#\//, '').split('/');
  return steps.reduce<Json | undefined>(
    (value, step) =>
      isJsonObject(value) ? value[step.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined,
    document,
  );
}
