import { valueAt } from '../../submission/value-at.ts';

type Path = (string | number)[];

/** Fields that take a number or a text. */
const NUMBER_OR_TEXT = ['port', 'targetPort', 'maxSurge', 'maxUnavailable', 'minAvailable'];

/** How Kubernetes writes amounts: https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity */
const QUANTITY = /^[+-]?(\d+|\d+\.\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

const QUANTITY_PARENTS = [
  ...['requests', 'limits', 'capacity', 'hard', 'overhead', 'podFixed'],
  ...['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'],
];

const QUANTITY_FIELDS = ['sizeLimit', 'averageValue', 'value', 'divisor', 'storage'];
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** What an answer that names no field complains of. */
export type Complaint = 'quantity' | 'base64' | 'whole-number' | 'number-or-text' | 'character' | 'role-kind';

/** Of which kind the complaint is that the API server makes without naming a field; undefined for any other. */
export function complaintOf(text: string): Complaint | undefined {
  if (
    text.includes('quantities must match the regular expression') ||
    text.includes('unable to parse quantity')
  )
    return 'quantity';
  if (text.includes('illegal base64 data at input byte')) return 'base64';
  if (/cannot unmarshal (?:object|array|bool) into Go value of type u?int\d*$/.test(text))
    return 'number-or-text';
  if (text.startsWith('unsupported role reference kind: ')) return 'role-kind';
  if (/cannot unmarshal \S+(?: \S+)? into Go value of type u?int\d*$/.test(text)) return 'whole-number';
  if (/cannot convert float64 to u?int\d*$/.test(text)) return 'whole-number';
  if (text.includes('found invalid Unicode character') || text.includes('control characters are not allowed'))
    return 'character';
  return undefined;
}

/** The first value of a manifest that the complaint fits, or undefined: the API server says what it is, and we look where. */
export function findCulprit(
  manifest: object,
  complaint: Complaint,
): { path: Path; value: unknown } | undefined {
  return values(manifest, []).find(({ path, value }) => fits(complaint, path, value));
}

function fits(complaint: Complaint, path: Path, value: unknown): boolean {
  const parent = String(path.at(-2));
  const name = String(path.at(-1));

  switch (complaint) {
    case 'quantity':
      return (
        (QUANTITY_PARENTS.includes(parent) || QUANTITY_FIELDS.includes(name)) &&
        (typeof value === 'string' || typeof value === 'number') &&
        !QUANTITY.test(String(value))
      );
    case 'base64':
      return (
        path.length === 2 &&
        ['data', 'binaryData'].includes(parent) &&
        (typeof value !== 'string' || value.replaceAll(/[\r\n]/g, '').length % 4 !== 0 || !isBase64(value))
      );
    case 'whole-number':
      return typeof value === 'number' && (!Number.isInteger(value) || Math.abs(value) > 2 ** 31 - 1);
    case 'number-or-text':
      return NUMBER_OR_TEXT.includes(name) && ['object', 'boolean'].includes(typeof value) && value !== null;
    case 'role-kind':
      return (
        (name === 'kind' && parent === 'roleRef') ||
        (name === 'roleRef' && typeof valueAt(value, ['kind']) !== 'string')
      );
    case 'character':
      return typeof value === 'string' && /\0|\p{Surrogate}/u.test(value);
  }
}

function isBase64(text: string): boolean {
  return BASE64.test(text.replaceAll(/[\r\n]/g, ''));
}

/** Everything that a manifest holds, maps and lists before what is in them. */
function values(value: unknown, path: Path): { path: Path; value: unknown }[] {
  const own = path.length === 0 ? [] : [{ path, value }];
  if (typeof value !== 'object' || value === null) return own;

  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : Object.entries(value);

  return [...own, ...entries.flatMap(([step, inner]) => values(inner, [...path, step]))];
}
