import { posix } from 'node:path';
import type { ComposeFinding } from '../compose-finding.ts';
import type { Finding } from '../contract/finding.ts';
import { KUSTOMIZE_FIELDS, pathInFile, readKustomization, type UnknownField } from './kustomize-fields.ts';
import { SUBMISSION_LIMITS } from './submission-limits.ts';
import type { SubmittedDocument } from './submitted-files.ts';
import { valueAt } from './value-at.ts';

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

/** Where a kustomization would choose the namespace. */
const NAMESPACES: readonly Path[] = [
  ['namespace'],
  ['metadata', 'namespace'],
  ['configMapGenerator', '*', 'namespace'],
  ['secretGenerator', '*', 'namespace'],
];

/**
 * Checks a kustomization.yaml before Kustomize sees it: known fields only, no namespace, and every file or folder it names
 * stands in the submission. That leaves no remote base, no plugin, no chart and no way to a file of the host. Returns at
 * most as many problems as are reported.
 */
export function checkKustomization(
  document: SubmittedDocument,
  paths: ReadonlySet<string>,
  compose: ComposeFinding,
): Finding[] {
  const { file } = document;
  if (typeof document.value !== 'object' || document.value === null || Array.isArray(document.value))
    return [compose('not-a-kustomization', {}, { position: document.positionOf([]) })];
  const { value, unknown } = readKustomization(document.value);
  const folders = foldersOf(paths);
  const position = (path: Path) => ({ position: document.positionOf(pathInFile(document.value, path)) });
  const most = SUBMISSION_LIMITS.problems;
  return [
    ...unknown.slice(0, most).map((field) => unknownField(field, document, compose)),
    ...NAMESPACES.flatMap((place) => expand(value, place, []))
      .slice(0, most)
      .map(({ path, value: namespace }) =>
        compose('namespace-not-owned', { namespace: shown(namespace) }, position(path)),
      ),
    ...REFERENCES.flatMap(({ field, places }) =>
      places
        .flatMap((place) => expand(value, [field, ...place], []))
        .flatMap(({ path, value: reference }) => {
          const id = referenceProblem(file, reference, field, paths, folders);
          return id === undefined ? [] : [{ id, reference, path }];
        }),
    )
      .slice(0, most)
      .map(({ id, reference, path }) => compose(id, { reference: shown(reference) }, position(path))),
  ].slice(0, most);
}

function unknownField(
  { path, isDouble, allowed }: UnknownField,
  document: SubmittedDocument,
  compose: ComposeFinding,
): Finding {
  const position = document.positionOf(path);
  const name = String(path.at(-1)).slice(0, 200);
  if (isDouble) return compose('duplicate-key', { key: name }, { position });
  const field = path
    .filter((step) => typeof step === 'string')
    .join('.')
    .slice(0, 200);
  const known = path.length === 1 ? KUSTOMIZE_FIELDS : allowed;
  return compose('kustomize-field-refused', { field, allowed: known.join(', ') }, { position });
}

/** All values at a place, `*` standing for every item of a list. */
function expand(value: unknown, place: Path, path: Path): { path: Path; value: unknown }[] {
  const [step, ...rest] = place;
  if (value === undefined || value === null) return [];
  if (step === undefined) return [{ path, value }];
  if (step !== '*') return expand(valueAt(value, [step]), rest, [...path, step]);
  if (!Array.isArray(value)) return [{ path, value }];
  return value.flatMap((item, i) => expand(item, rest, [...path, i]));
}

type ReferenceProblem = 'kustomize-remote-refused' | 'kustomize-outside-refused' | 'kustomize-file-missing';

const REMOTE = /[:?]|^git@|^(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)\b/i;

function referenceProblem(
  file: string,
  reference: unknown,
  field: string,
  paths: ReadonlySet<string>,
  folders: ReadonlySet<string>,
): ReferenceProblem | undefined {
  if (typeof reference !== 'string') return 'kustomize-file-missing';
  // A strategic merge patch may stand in the kustomization itself instead of a file name.
  if (field === 'patchesStrategicMerge' && reference.includes('\n')) return undefined;
  const target = field.endsWith('Generator') ? reference.slice(reference.indexOf('=') + 1) : reference;
  if (REMOTE.test(target)) return 'kustomize-remote-refused';
  const resolved = pathFrom(file, target);
  if (target.startsWith('/') || resolved === '..' || resolved.startsWith('../'))
    return 'kustomize-outside-refused';
  return paths.has(resolved) || folders.has(resolved) ? undefined : 'kustomize-file-missing';
}

function pathFrom(file: string, target: string): string {
  const resolved = posix.normalize(posix.join(posix.dirname(file), target));
  return resolved.endsWith('/') ? resolved.slice(0, -1) : resolved;
}

/** All folders that hold a file, `.` among them. */
function foldersOf(paths: ReadonlySet<string>): Set<string> {
  const folders = new Set(['.']);
  for (const path of paths)
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
      folders.add(path.slice(0, at));
  return folders;
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')).slice(0, 200);
}
