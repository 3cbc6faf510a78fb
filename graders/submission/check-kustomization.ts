import { posix } from 'node:path';
import type { ComposeFinding } from '../compose-finding.ts';
import type { Finding } from '../contract/finding.ts';
import type { SubmittedDocument } from './submitted-files.ts';
import { valueAt } from './value-at.ts';

type Path = readonly (string | number)[];

/** Where a field of kustomization.yaml names files or folders; the empty list marks fields without any. */
const FIELDS: Readonly<Record<string, readonly Path[]>> = {
  apiVersion: [],
  kind: [],
  metadata: [],
  resources: [['*']],
  components: [['*']],
  bases: [['*']],
  configMapGenerator: [
    ['*', 'files', '*'],
    ['*', 'envs', '*'],
    ['*', 'env'],
  ],
  secretGenerator: [
    ['*', 'files', '*'],
    ['*', 'envs', '*'],
    ['*', 'env'],
  ],
  generatorOptions: [],
  namePrefix: [],
  nameSuffix: [],
  labels: [],
  commonLabels: [],
  commonAnnotations: [],
  images: [],
  replicas: [],
  patches: [['*', 'path']],
  patchesStrategicMerge: [['*']],
  patchesJson6902: [['*', 'path']],
  replacements: [['*', 'path']],
};

/**
 * Checks a kustomization.yaml before Kustomize sees it: known fields only, no namespace, and every file or folder it names stands in
 * the submission. That leaves no remote base, no plugin, no chart and no way to a file of the host.
 */
export function checkKustomization(
  document: SubmittedDocument,
  paths: ReadonlySet<string>,
  compose: ComposeFinding,
): Finding[] {
  const { value, file } = document;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [compose('not-a-kustomization', {}, { position: document.positionOf([]) })];
  return Object.entries(value).flatMap(([field, content]) => {
    const places = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
    if (field === 'namespace' || content === null)
      return namespaceProblem(document, [field], content, compose);
    if (places === undefined) {
      const params = { field: field.slice(0, 200), allowed: Object.keys(FIELDS).slice(3).join(', ') };
      return [compose('kustomize-field-refused', params, { position: document.positionOf([field]) })];
    }
    const named = places.flatMap((place) => expand(content, place, [field]));
    return [
      ...named.flatMap(({ path, value: reference }) => {
        const id = referenceProblem(file, reference, field, paths);
        if (id === undefined) return [];
        return [compose(id, { reference: shown(reference) }, { position: document.positionOf(path) })];
      }),
      ...generatorNamespaces(content, field).flatMap((path) =>
        namespaceProblem(document, path, valueAt(value, path), compose),
      ),
    ];
  });
}

function namespaceProblem(
  document: SubmittedDocument,
  path: Path,
  content: unknown,
  compose: ComposeFinding,
): Finding[] {
  if (content === null || content === undefined) return [];
  return [
    compose('namespace-not-owned', { namespace: shown(content) }, { position: document.positionOf(path) }),
  ];
}

function generatorNamespaces(content: unknown, field: string): Path[] {
  if (!field.endsWith('Generator') || !Array.isArray(content)) return [];
  return content.map((_, i) => [field, i, 'namespace']);
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

function referenceProblem(
  file: string,
  reference: unknown,
  field: string,
  paths: ReadonlySet<string>,
): ReferenceProblem | undefined {
  if (typeof reference !== 'string') return 'kustomize-file-missing';
  // A strategic merge patch may stand in the kustomization itself instead of a file name.
  if (field === 'patchesStrategicMerge' && reference.includes('\n')) return undefined;
  const target = field.endsWith('Generator') ? reference.slice(reference.indexOf('=') + 1) : reference;
  if (/:|\?|^git@|^(www\.)?(github|gitlab|bitbucket)\.(com|org)\b/i.test(target))
    return 'kustomize-remote-refused';
  const resolved = posix.normalize(posix.join(posix.dirname(file), target)).replace(/\/$/, '');
  if (target.startsWith('/') || resolved === '..' || resolved.startsWith('../'))
    return 'kustomize-outside-refused';
  return exists(resolved, paths) ? undefined : 'kustomize-file-missing';
}

function exists(path: string, paths: ReadonlySet<string>): boolean {
  if (paths.has(path)) return true;
  const prefix = path === '.' ? '' : `${path}/`;
  return [...paths].some((candidate) => candidate.startsWith(prefix));
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')).slice(0, 200);
}
