import { isScalar } from 'yaml';
import { resolveScalar } from './resolve-scalar.ts';

/** Go writes numbers with an exponent from here on, and below. */
const LEAST_EXPONENT = -4;
const MOST_EXPONENT = 6;
/** Digits that tell any two numbers of 32 bits apart. */
const MOST_DIGITS = 9;
/** From here on a whole number of ordinary digits is read as a floating-point one. */
const BEYOND_64_BITS = 2 ** 64;
const DECIMAL = /^[-+\d_]+$/;
const WITH_POINT_OR_EXPONENT = /^[-+\d_]*[.eE]/;

/**
 * The text of a key as kubectl makes it for JSON: `1:` is the key "1", `on:` the key "true", `0644:` the key "420". Undefined
 * for what is no key. https://github.com/kubernetes-sigs/yaml/blob/v1.6.0/yaml.go
 */
export function keyText(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined;
  const resolved = resolveScalar(node);
  if (!('value' in resolved)) return undefined;
  const { value } = resolved;
  if (typeof value === 'number') return numberText(value, node.source ?? '');
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Whole numbers as they are, as far as JavaScript can tell them apart; others as Go writes 32 bits. */
function numberText(value: number, source: string): string | undefined {
  const isBeyond = DECIMAL.test(source) && Math.abs(value) >= BEYOND_64_BITS;
  if (isBeyond || WITH_POINT_OR_EXPONENT.test(source)) return floatText(value);
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

function floatText(value: number): string {
  const single = Math.fround(value);
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  const lengths = Array.from({ length: MOST_DIGITS }, (_, i) => i + 1);
  const digits = lengths.find((length) => Math.fround(Number(single.toPrecision(length))) === single);
  const shortest = Number(single.toPrecision(digits ?? MOST_DIGITS));
  const [mantissa = '', exponent = ''] = shortest.toExponential().split('e');
  if (Number(exponent) >= LEAST_EXPONENT && Number(exponent) < MOST_EXPONENT) return String(shortest);
  return `${mantissa}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, '0')}`;
}
