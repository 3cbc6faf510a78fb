import type { ComposeFinding } from '../../core/compose-finding.ts';
import type { Finding } from '../../contract/finding.ts';
import { KUSTOMIZE_FIELDS, pathInFile, readKustomization, type UnknownField } from './kustomize-fields.ts';
import { kustomizeReferences, valuesAt, type KustomizeReference } from './kustomize-references.ts';
import { SUBMISSION_LIMITS } from '../submission-limits.ts';
import type { SubmittedDocument } from '../submitted-files.ts';

type Path = readonly (string | number)[];

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
    ...NAMESPACES.flatMap((place) => valuesAt(value, place))
      .slice(0, most)
      .map(({ path, value: namespace }) =>
        compose('namespace-not-owned', { namespace: shown(namespace) }, position(path)),
      ),
    ...kustomizeReferences(file, value)
      .flatMap((reference) => {
        const id = referenceProblem(reference, paths, folders);
        return id === undefined ? [] : [{ id, reference }];
      })
      .slice(0, most)
      .map(({ id, reference }) =>
        compose(id, { reference: shown(reference.value) }, position(reference.path)),
      ),
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

type ReferenceProblem = 'kustomize-remote-refused' | 'kustomize-outside-refused' | 'kustomize-file-missing';

const REMOTE = /[:?]|^git@|^(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)\b/i;

function referenceProblem(
  { target, resolved }: KustomizeReference,
  paths: ReadonlySet<string>,
  folders: ReadonlySet<string>,
): ReferenceProblem | undefined {
  if (target === undefined || resolved === undefined) return 'kustomize-file-missing';
  if (REMOTE.test(target)) return 'kustomize-remote-refused';
  if (target.startsWith('/') || resolved === '..' || resolved.startsWith('../'))
    return 'kustomize-outside-refused';
  return paths.has(resolved) || folders.has(resolved) ? undefined : 'kustomize-file-missing';
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
