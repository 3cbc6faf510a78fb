const KEPT_BY_OTHERS = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * An object as it is kept: without what only the API server needs, and of a Secret the names and lengths of its values.
 */
export function keptObject(object: unknown): unknown {
  if (!isRecord(object)) return object;
  const { metadata, data, stringData, ...rest } = object;
  const isSecret = object.kind === 'Secret';
  const shown = (values: unknown) => (isSecret && isRecord(values) ? withoutValues(values) : values);
  return {
    ...rest,
    ...(metadata === undefined ? {} : { metadata: keptMetadata(metadata) }),
    ...(data === undefined ? {} : { data: shown(data) }),
    ...(stringData === undefined ? {} : { stringData: shown(stringData) }),
  };
}

function keptMetadata(metadata: unknown): unknown {
  if (!isRecord(metadata)) return metadata;
  const { managedFields: _, annotations, ...rest } = metadata;
  if (!isRecord(annotations)) return rest;
  const others = Object.entries(annotations).filter(([name]) => name !== KEPT_BY_OTHERS);
  return others.length === 0 ? rest : { ...rest, annotations: Object.fromEntries(others) };
}

function withoutValues(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      `*** (${typeof value === 'string' ? Buffer.from(value, 'base64').length : '?'} bytes)`,
    ]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
