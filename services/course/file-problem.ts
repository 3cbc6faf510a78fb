/** What is wrong at a line of a file, for its author. */
export interface FileProblem {
  line: number;
  en: string;
  ja: string;
}

interface SchemaError {
  keyword: string;
  instancePath: string;
  params: object;
}

/** Says in words what a schema found: where, what was expected, what is there. */
export function describeProblem(
  schema: object,
  value: unknown,
  { keyword, instancePath, params }: SchemaError,
  lineAt: (path: readonly string[]) => number,
): FileProblem {
  const path = instancePath.split('/').slice(1);

  const unknown =
    keyword === 'additionalProperties'
      ? [...path, listOf(params, 'additionalProperties')[0] ?? '']
      : isUnknown(schema, path)
        ? path
        : undefined;

  if (unknown !== undefined) {
    const known = Object.keys(propertiesOf(schemaAt(schema, unknown.slice(0, -1))));
    const where = unknown.join('.');
    return {
      line: lineAt(unknown),
      en: `\`${where}\` is not known here. Known are ${known.join(', ')}.`,
      ja: `\`${where}\` という項目はありません。使えるのは ${known.join('、')} です。`,
    };
  }

  const missing = keyword === 'required' ? listOf(params, 'requiredProperties')[0] : undefined;
  const full = missing === undefined ? path : [...path, missing];
  const expected = titleOf(schemaAt(schema, full));
  const found = missing === undefined ? shown(valueAt(value, path)) : undefined;
  const where = full.length === 0 ? 'the file' : full.join('.');
  return {
    line: lineAt(path),
    en: `\`${where}\`: expected ${expected}, found ${found ?? 'nothing'}.`,
    ja: `\`${where}\`: ${expected} が必要ですが、${found === undefined ? '何も書かれていません' : `${found} になっています`}。`,
  };
}

function listOf(params: object, key: string): string[] {
  const list: unknown = (params as Record<string, unknown>)[key];
  return Array.isArray(list) ? list.map(String) : [];
}

function schemaAt(schema: object, path: readonly string[]): object {
  return path.reduce<object>((at, key) => {
    const { items } = at as { items?: object };
    return (/^\d+$/.test(key) ? items : propertiesOf(at)[key]) ?? {};
  }, schema);
}

/** A key that the schema does not name is reported at its own path by some versions of the checker. */
function isUnknown(schema: object, path: readonly string[]): boolean {
  return path.length > 0 && Object.keys(schemaAt(schema, path)).length === 0;
}

function propertiesOf(schema: object): Record<string, object> {
  return (schema as { properties?: Record<string, object> }).properties ?? {};
}

function titleOf(schema: object): string {
  return (schema as { title?: string }).title ?? 'another value';
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
