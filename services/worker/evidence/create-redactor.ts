import { createBlotter } from '../../../graders/evidence/blot-out.ts';

/** Shorter values would blot out half of every log. */
const SHORTEST = 4;
/** Values that are looked for at most: each is looked for in every text. */
const MOST = 500;

const MARK = '***';
/** Nesting that no object has; what lies deeper is left out. */
const DEEPEST = 100;

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
  const text = createBlotter([...forms]);
  if (text === undefined) return undefined;

  const value = (shown: unknown, depth = 0): unknown => {
    if (depth > DEEPEST) return MARK;
    if (typeof shown === 'string') return text(shown);
    // A number may be a secret too, such as a PIN.
    if (typeof shown === 'number') return forms.has(String(shown)) ? MARK : shown;
    if (Array.isArray(shown)) return shown.map((inner) => value(inner, depth + 1));
    if (typeof shown !== 'object' || shown === null) return shown;
    return Object.fromEntries(
      Object.entries(shown).map(([name, inner]) => [text(name), value(inner, depth + 1)]),
    );
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
    ...whole.map((one) => withoutPadding(Buffer.from(one).toString('base64'))),
    ...(isEncodable(secret) ? [encodeURIComponent(secret)] : []),
    ...(lines.length > 1 ? lines : []),
  ];
}

function withoutPadding(base64: string): string {
  return base64.slice(0, base64.indexOf('=') === -1 ? undefined : base64.indexOf('='));
}

/** Half of a surrogate pair cannot be part of an address. */
function isEncodable(text: string): boolean {
  return Buffer.from(text).toString() === text;
}
