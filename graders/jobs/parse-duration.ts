const UNITS: Readonly<Record<string, bigint>> = {
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ns: 1n,
};

/** A duration is a whole number of nanoseconds in 64 bits, about 292 years. */
const LIMIT = 1n << 63n;

/**
 * Reads a duration as Go writes it, such as `1h30m` or `1.5s`, in nanoseconds; undefined when it is none, or longer than Go
 * can count.
 * https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string): bigint | undefined {
  const unsigned = text.replace(/^[+-]/, '');
  if (unsigned === '0') return 0n;
  if (unsigned === '') return undefined;

  const part = /(?:(\d+)(?:\.(\d*))?|\.(\d+))([mnuµμ]s|[hms])/y;
  let sum = 0n;

  while (part.lastIndex < unsigned.length) {
    const [, whole = '0', behindPoint, alone, name = ''] = part.exec(unsigned) ?? [];
    const unit = UNITS[name];
    if (unit === undefined) return undefined;
    sum += BigInt(whole) * unit + fractionOf(behindPoint ?? alone ?? '', unit);
    if (sum > LIMIT) return undefined;
  }

  if (text.startsWith('-')) return -sum;
  return sum === LIMIT ? undefined : sum;
}

/** Takes as many digits as fit into 64 bits and multiplies them as a floating-point number, as Go does. */
function fractionOf(digits: string, unit: bigint): bigint {
  let fraction = 0n;
  let scale = 1;

  for (const digit of digits) {
    const longer = fraction * 10n + BigInt(digit);
    if (longer > LIMIT) break;
    fraction = longer;
    scale *= 10;
  }

  return BigInt(Math.trunc(Number(fraction) * (Number(unit) / scale)));
}
