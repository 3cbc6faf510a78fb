import type { Matcher } from './matcher.ts';

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * Equal amounts however they are written: `0.1` is `100m`, `1Gi` is `1024Mi`. An expected amount that is none is an error.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantity(expected: string): Matcher {
  const wanted = amount(expected);
  if (wanted === undefined) throw new Error(`"${expected}" is no quantity; write for example 100m or 1Gi`);
  return {
    matches: (value, path) => {
      const found = amount(value);
      const same = found !== undefined && Math.abs(found - wanted) <= Math.abs(wanted) * 1e-9;
      return same
        ? []
        : [{ path, expected, found: value === undefined ? 'nothing' : String(JSON.stringify(value)) }];
    },
  };
}

function amount(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(n|u|m|k|[MGTPE]i?|Ki)?$/.exec(value);
  return match === null ? undefined : Number(match[1]) * (FACTORS[match[2] ?? ''] ?? 1);
}
