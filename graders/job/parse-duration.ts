const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ns: 1e-6,
};

/** Text longer than this is no duration that anybody means. */
const LONGEST_TEXT = 100;

/**
 * Reads a duration as Go writes it, such as `1h30m` or `1.5s`, in milliseconds; undefined when it is none.
 * https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string): number | undefined {
  const unsigned = text.replace(/^[+-]/, '');
  if (unsigned === '0') return 0;
  if (unsigned === '' || unsigned.length > LONGEST_TEXT) return undefined;
  let sum = 0;
  let rest = unsigned;
  while (rest !== '') {
    const part = /^(\d+(?:\.\d*)?|\.\d+)([mnuµμ]s|[hms])/.exec(rest);
    if (part === null) return undefined;
    sum += Number(part[1]) * (UNITS[part[2] ?? ''] ?? 0);
    rest = rest.slice(part[0].length);
  }
  return text.startsWith('-') ? -sum : sum;
}
