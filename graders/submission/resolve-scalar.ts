import { Scalar } from 'yaml';

const TRUE = /^(y|yes|on)$/i;
const FALSE = /^(n|no|off)$/i;

/**
 * The value kubectl gives a scalar. kubectl reads YAML 1.1, where an unquoted `yes` is a boolean and `0644` is octal;
 * the parser reads YAML 1.2, where they are a string and 644. Which values differ:
 * https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 */
export function resolveScalar({ type, value, source, tag }: Scalar): unknown {
  if (tag !== undefined || type !== Scalar.PLAIN || source === undefined) return value;
  if (TRUE.test(source)) return true;
  if (FALSE.test(source)) return false;
  if (/^[-+]?0[0-7]+$/.test(source)) return parseInt(source, 8);
  if (/^[-+]?0b[01]+$/.test(source)) return parseBinary(source);
  return value;
}

function parseBinary(source: string): number {
  const magnitude = parseInt(source.replace(/^[-+]?0b/, ''), 2);
  return source.startsWith('-') ? -magnitude : magnitude;
}
