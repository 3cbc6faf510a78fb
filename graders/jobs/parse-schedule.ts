import { parseDuration } from './parse-duration.ts';

/** The values at which one field of a schedule fits. */
export interface ScheduleField {
  values: ReadonlySet<number>;
  /** Whether the field says "any": `*`, `?` or a step of one from there. A step of two or more does not. */
  any: boolean;
}

/** When a schedule fires: at the minutes that fit all its fields, or after every so many milliseconds. */
export type Schedule =
  Record<'minute' | 'hour' | 'dayOfMonth' | 'month' | 'dayOfWeek', ScheduleField> | { every: number };

interface Bounds {
  min: number;
  max: number;
  names?: readonly string[];
}

const MINUTE: Bounds = { min: 0, max: 59 };
const HOUR: Bounds = { min: 0, max: 23 };
const DAY_OF_MONTH: Bounds = { min: 1, max: 31 };

const MONTH: Bounds = {
  min: 1,
  max: 12,
  names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
};

const DAY_OF_WEEK: Bounds = { min: 0, max: 6, names: 'sun mon tue wed thu fri sat'.split(' ') };

/** Go's white space. JavaScript's has the byte order mark in the place of U+0085. */
const BLANKS = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

/** In nanoseconds. */
const SECOND = 1_000_000_000n;
const LARGEST_INTEGER = (1n << 63n) - 1n;

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * Reads a schedule as Kubernetes does, by the rules of robfig/cron v3: five fields, a macro, or `@every` and a duration.
 * Returns undefined for what that library refuses, and for a time zone inside the schedule, which Kubernetes refuses.
 * https://github.com/robfig/cron/blob/v3.0.1/parser.go
 */
export function parseSchedule(text: string): Schedule | undefined {
  if (text.startsWith('@every ')) {
    const duration = parseDuration(text.slice('@every '.length));
    return duration === undefined ? undefined : { every: Math.max(1, Number(duration / SECOND)) * 1_000 };
  }

  const [minutes, hours, daysOfMonth, months, daysOfWeek, ...more] = (
    Object.hasOwn(MACROS, text) ? (MACROS[text] ?? '') : text
  )
    .split(BLANKS)
    .filter((field) => field !== '');

  const minute = parseField(minutes, MINUTE);
  const hour = parseField(hours, HOUR);
  const dayOfMonth = parseField(daysOfMonth, DAY_OF_MONTH);
  const month = parseField(months, MONTH);
  const dayOfWeek = parseField(daysOfWeek, DAY_OF_WEEK);
  if (!minute || !hour || !dayOfMonth || !month || !dayOfWeek || more.length > 0) return undefined;
  return { minute, hour, dayOfMonth, month, dayOfWeek };
}

/** Empty parts between commas are passed over; a field of commas alone fits never. */
function parseField(field: string | undefined, bounds: Bounds): ScheduleField | undefined {
  if (field === undefined) return undefined;

  const ranges = field
    .split(',')
    .filter((range) => range !== '')
    .map((range) => parseRange(range, bounds));

  if (!ranges.every((range) => range !== undefined)) return undefined;
  return {
    values: new Set(ranges.flatMap(({ values }) => [...values])),
    any: ranges.some(({ any }) => any),
  };
}

// `5`, `1-5`, `1-5/2`, `5/2` (from 5 to the end), `*`, `*/2`. Bounds after a star are not looked at.
function parseRange(range: string, bounds: Bounds): ScheduleField | undefined {
  const [span = '', stepText, ...moreSteps] = range.split('/');
  const [lowText = '', highText, ...moreBounds] = span.split('-');
  const star = lowText === '*' || lowText === '?';
  const step = stepText === undefined ? 1 : parseInteger(stepText);
  const low = star ? bounds.min : parseValue(lowText, bounds);
  const toTheEnd = star || (highText === undefined && stepText !== undefined);
  const high = toTheEnd ? bounds.max : highText === undefined ? low : parseValue(highText, bounds);
  if (moreSteps.length > 0 || (!star && moreBounds.length > 0)) return undefined;
  if (low === undefined || high === undefined || step === undefined || step < 1) return undefined;
  if (low < bounds.min || high > bounds.max || low > high) return undefined;

  const values = Array.from({ length: bounds.max + 1 }, (_, value) => value).filter(
    (value) => value >= low && value <= high && (value - low) % step === 0,
  );

  return { values: new Set(values), any: star && step === 1 };
}

function parseValue(text: string, { min, names }: Bounds): number | undefined {
  // Go makes a small i of a capital one with a dot, JavaScript keeps the dot.
  const named = names?.indexOf(text.replaceAll('İ', 'i').toLowerCase()) ?? -1;
  return named === -1 ? parseInteger(text) : named + min;
}

function parseInteger(text: string): number | undefined {
  const digits = /^\+?(\d+)$/.exec(text)?.[1];
  return digits === undefined || BigInt(digits) > LARGEST_INTEGER ? undefined : Number(digits);
}
