import { posix } from 'node:path';
import { valueAt } from '../value-at.ts';

type Path = readonly (string | number)[];

const GENERATED: readonly Path[] = [
  ['*', 'files', '*'],
  ['*', 'envs', '*'],
  ['*', 'env'],
];

/** Where the fields of a kustomization name files or folders. */
const REFERENCES: readonly { field: string; places: readonly Path[] }[] = [
  { field: 'resources', places: [['*']] },
  { field: 'components', places: [['*']] },
  { field: 'bases', places: [['*']] },
  { field: 'configMapGenerator', places: GENERATED },
  { field: 'secretGenerator', places: GENERATED },
  { field: 'patches', places: [['*', 'path']] },
  { field: 'patchesStrategicMerge', places: [['*']] },
  { field: 'patchesJson6902', places: [['*', 'path']] },
  { field: 'replacements', places: [['*', 'path']] },
];

/** One place of a kustomization that names a file or a folder. */
export interface KustomizeReference {
  path: Path;
  /** What stands there. */
  value: unknown;
  /** The name as it is written; absent when what stands there is no text. */
  target?: string;
  /** The same, relative to the exercise folder; may lead out of it. */
  resolved?: string;
}

/** All files and folders that a kustomization names, its fields in Kustomize's own spelling. `file` is where it stands. */
export function kustomizeReferences(file: string, kustomization: unknown): KustomizeReference[] {
  return REFERENCES.flatMap(({ field, places }) =>
    places
      .flatMap((place) => valuesAt(kustomization, [field, ...place]))
      .flatMap(({ path, value }): KustomizeReference[] => {
        if (typeof value !== 'string') return [{ path, value }];
        // A strategic merge patch may stand in the kustomization itself instead of a file name.
        if (field === 'patchesStrategicMerge' && value.includes('\n')) return [];
        const target = field.endsWith('Generator') ? value.slice(value.indexOf('=') + 1) : value;
        return [{ path, value, target, resolved: pathFrom(file, target) }];
      }),
  );
}

/** All values at a place, `*` standing for every item of a list. */
export function valuesAt(value: unknown, place: Path, path: Path = []): { path: Path; value: unknown }[] {
  const [step, ...rest] = place;
  if (value === undefined || value === null) return [];
  if (step === undefined) return [{ path, value }];
  if (step !== '*') return valuesAt(valueAt(value, [step]), rest, [...path, step]);
  if (!Array.isArray(value)) return [{ path, value }];
  return value.flatMap((item, i) => valuesAt(item, rest, [...path, i]));
}

function pathFrom(file: string, target: string): string {
  const resolved = posix.normalize(posix.join(posix.dirname(file), target));
  return resolved.endsWith('/') ? resolved.slice(0, -1) : resolved;
}
