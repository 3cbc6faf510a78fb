/** Shorter values would blot out half of every log. */
const SHORTEST = 4;
/** Values that are looked for at most: each is looked for in every text. */
const MOST = 500;

const MARK = '***';

export interface Redactor {
  text(text: string): string;
  /** All texts in a JSON value, names of fields too. */
  value(value: unknown): unknown;
  /** The texts of a flat record whose fields Saiten named and counted itself: names and numbers stay. */
  record(record: unknown): unknown;
}

/**
 * Replaces secret values by asterisks: plain, in base64, as part of an address, and line by line where a value has several
 * lines, because a manifest may indent them. Undefined when there are too many to look for.
 */
export function createRedactor(secrets: readonly string[]): Redactor | undefined {
  const forms = new Set(secrets.flatMap(formsOf).filter(({ length }) => length >= SHORTEST));
  if (forms.size > MOST) return undefined;
  const longestFirst = [...forms].toSorted((one, other) => other.length - one.length);

  const text = (shown: string): string =>
    longestFirst.reduce((rest, secret) => rest.replaceAll(secret, MARK), shown);
  const value = (shown: unknown): unknown => {
    if (typeof shown === 'string') return text(shown);
    // A number may be a secret too, such as a PIN.
    if (typeof shown === 'number') return forms.has(String(shown)) ? MARK : shown;
    if (Array.isArray(shown)) return shown.map(value);
    if (typeof shown !== 'object' || shown === null) return shown;
    return Object.fromEntries(Object.entries(shown).map(([name, inner]) => [text(name), value(inner)]));
  };
  const record = (shown: unknown): unknown =>
    typeof shown === 'object' && shown !== null
      ? Object.fromEntries(
          Object.entries(shown).map(([name, inner]) => [
            name,
            typeof inner === 'number' ? inner : value(inner),
          ]),
        )
      : value(shown);
  return { text, value, record };
}

function formsOf(secret: string): string[] {
  const lines = secret.split('\n').map((line) => line.trim());
  const whole = [secret, secret.trim()];
  return [
    ...whole,
    ...whole.map((one) => Buffer.from(one).toString('base64').replace(/=+$/, '')),
    ...(isEncodable(secret) ? [encodeURIComponent(secret)] : []),
    ...(lines.length > 1 ? lines : []),
  ];
}

/** Half of a surrogate pair cannot be part of an address. */
function isEncodable(text: string): boolean {
  return Buffer.from(text).toString() === text;
}
