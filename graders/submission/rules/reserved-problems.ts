import { podSpecPath } from './pod-spec-path.ts';
import { isReservedKey, isReservedName } from './reserved-names.ts';
import { valueAt } from '../value-at.ts';

type Path = readonly (string | number)[];

/** A name, label or annotation that is Saiten's own. */
export interface ReservedProblem {
  path: Path;
  messageId: 'reserved-name' | 'reserved-key';
  params: Record<string, string>;
}

/**
 * What of an object could be taken for one of the grader's: its name, and labels and annotations on it, on its templates and
 * in its selectors.
 */
export function reservedProblems(kind: string, value: unknown): ReservedProblem[] {
  const name = valueAt(value, ['metadata', 'name']);

  const named: ReservedProblem[] =
    typeof name === 'string' && isReservedName(name)
      ? [{ path: ['metadata', 'name'], messageId: 'reserved-name', params: { name: name.slice(0, 200) } }]
      : [];

  const keyed = mapPaths(kind, value).flatMap((path) =>
    Object.keys(recordAt(value, path))
      .filter(isReservedKey)
      .map((key): ReservedProblem => {
        const params = { key: key.slice(0, 200) };
        return { path: [...path, key], messageId: 'reserved-key', params };
      }),
  );

  return [...named, ...keyed];
}

function mapPaths(kind: string, value: unknown): Path[] {
  const spec = podSpecPath(kind) ?? [];
  const holders = spec.flatMap((step, depth) => (step === 'spec' && depth > 0 ? [spec.slice(0, depth)] : []));
  const claims = valueAt(value, ['spec', 'volumeClaimTemplates']);
  const claimPaths = Array.isArray(claims) ? claims.map((_, i) => ['spec', 'volumeClaimTemplates', i]) : [];
  return [
    ...[[], ...holders, ...claimPaths].flatMap((path: Path) => [
      [...path, 'metadata', 'labels'],
      [...path, 'metadata', 'annotations'],
    ]),
    ['spec', 'selector'],
    ['spec', 'selector', 'matchLabels'],
  ];
}

function recordAt(value: unknown, path: Path): object {
  const found = valueAt(value, path);
  return typeof found === 'object' && found !== null ? found : {};
}
