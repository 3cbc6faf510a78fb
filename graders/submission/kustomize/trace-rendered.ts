import { posix } from 'node:path';
import type { ComposeFinding } from '../../core/compose-finding.ts';
import type { Finding, SourcePosition } from '../../contract/finding.ts';
import { dropLeftovers } from '../drop-leftovers.ts';
import { pathInFile, readKustomization } from './kustomize-fields.ts';
import { isKustomizationFile } from './is-kustomization-file.ts';
import { type LocatableDocument, parseDocuments } from '../yaml/parse-documents.ts';
import type { SubmittedDocument } from '../submitted-files.ts';
import { unrollList } from '../unroll-list.ts';
import { valueAt } from '../value-at.ts';

type Path = readonly (string | number)[];

/** The longest that the API server takes; what is longer names no object that could be rendered. */
const LONGEST_NAME = 253;

/**
 * Parses what Kustomize made of a folder and leads each object's positions back to the files of the submission:
 * patches before the definition where they hold the whole path, else the definition, else the generator's entry, else the
 * first line of the folder's kustomization.
 */
export function traceRendered(
  folder: string,
  text: string,
  sources: ReadonlyMap<string, readonly LocatableDocument[]>,
  compose: ComposeFinding,
): { documents: SubmittedDocument[]; problems: Finding[] } {
  const files = reachableFiles(folder, sources);
  const kustomizations = files.filter(isKustomizationFile);

  const fallback: SourcePosition = {
    file: kustomizations[0] ?? posix.join(folder, 'kustomization.yaml'),
    line: 1,
  };

  const { documents, problems } = parseDocuments(fallback.file, text, compose);

  const candidates = files
    .filter((file) => !isKustomizationFile(file))
    .flatMap((file) => (sources.get(file) ?? []).flatMap(unrollList));

  const generators = kustomizations.flatMap((file) => sources.get(file) ?? []);
  return {
    // A line of the rendered text means nothing to the learner.
    problems: problems.map(({ position: _, ...finding }) => ({ ...finding, position: fallback })),
    documents: documents.flatMap(unrollList).map((document) => {
      const origins = originsOf(document.value, candidates);
      const generated = generatorPosition(document.value, generators);
      return {
        file: origins.at(-1)?.file ?? generated?.file ?? fallback.file,
        value: dropLeftovers(document.value),
        positionOf: (path) => positionIn(origins, path) ?? generated ?? fallback,
      };
    }),
  };
}

/** The files that a rendered folder draws from, its own first: overlay before base. */
function reachableFiles(
  folder: string,
  sources: ReadonlyMap<string, readonly LocatableDocument[]>,
): string[] {
  const folders = new Set([folder]);
  const named = new Set<string>();
  const patches = new Set<string>();

  for (const current of folders) {
    for (const [file, documents] of sources) {
      if (folderOf(file) !== current || !isKustomizationFile(file)) continue;

      for (const document of documents) {
        const { value } = readKustomization(document.value);

        for (const target of references(value, INCLUSIONS, current)) {
          named.add(target);
          folders.add(target);
        }

        for (const target of references(value, PATCHES, current)) {
          named.add(target);
          patches.add(target);
        }
      }
    }
  }

  const order = [...folders];
  const position = (file: string): number => rank(order, file) * 2 + (patches.has(file) ? 0 : 1);
  return [...sources.keys()]
    .filter((file) => named.has(file) || order.includes(folderOf(file)))
    .sort((a, b) => position(a) - position(b));
}

const INCLUSIONS = ['resources', 'components', 'bases'];
const PATCHES = ['patches', 'patchesStrategicMerge', 'patchesJson6902'];

/** What the fields of a kustomization name, as paths from the exercise folder. */
function references(kustomization: unknown, fields: readonly string[], folder: string): string[] {
  return fields
    .flatMap((field) => {
      const list = valueAt(kustomization, [field]);
      return Array.isArray(list) ? (list as unknown[]) : [];
    })
    .map((item) => (typeof item === 'string' ? item : valueAt(item, ['path'])))
    .filter((item) => typeof item === 'string')
    .map((item) => posix.normalize(posix.join(folder, item)).replace(/\/$/, ''))
    .map((path) => (path === '.' ? '' : path));
}

function rank(order: readonly string[], file: string): number {
  const index = order.indexOf(folderOf(file));
  return index === -1 ? order.length : index;
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** The documents with the same kind whose name, without prefix, suffix and hash, is the rendered one. */
function originsOf(rendered: unknown, candidates: readonly LocatableDocument[]): LocatableDocument[] {
  const kind = valueAt(rendered, ['kind']);
  const name = valueAt(rendered, ['metadata', 'name']);
  if (typeof name !== 'string') return [];

  const sameKind = candidates
    .filter(({ value }) => valueAt(value, ['kind']) === kind)
    .flatMap((document) => {
      const source = valueAt(document.value, ['metadata', 'name']);
      return typeof source === 'string' &&
        source !== '' &&
        source.length <= LONGEST_NAME &&
        name.includes(source)
        ? [{ document, source }]
        : [];
    });

  const longest = sameKind.reduce((most, { source }) => Math.max(most, source.length), 0);
  return sameKind.filter(({ source }) => source.length === longest).map(({ document }) => document);
}

function positionIn(origins: readonly LocatableDocument[], path: Path): SourcePosition | undefined {
  const whole = origins.find((origin) => origin.depthOf(path) === path.length);
  if (whole !== undefined) return whole.positionOf(path);
  const deepest = origins.reduce((most, origin) => Math.max(most, origin.depthOf(path)), 0);
  return origins.findLast((origin) => origin.depthOf(path) === deepest)?.positionOf(path);
}

function generatorPosition(
  rendered: unknown,
  kustomizations: readonly LocatableDocument[],
): SourcePosition | undefined {
  const field = valueAt(rendered, ['kind']) === 'Secret' ? 'secretGenerator' : 'configMapGenerator';
  const name = valueAt(rendered, ['metadata', 'name']);
  if (typeof name !== 'string') return undefined;

  for (const kustomization of kustomizations) {
    const entries = valueAt(readKustomization(kustomization.value).value, [field]);
    if (!Array.isArray(entries)) continue;

    const index = entries.findIndex((entry) => {
      const generator = valueAt(entry, ['name']);
      return typeof generator === 'string' && generator !== '' && name.includes(generator);
    });

    if (index !== -1) return kustomization.positionOf(pathInFile(kustomization.value, [field, index]));
  }

  return undefined;
}
