import { posix } from 'node:path';
import type { ComposeFinding } from '../../core/compose-finding.ts';
import type { Finding } from '../../contract/finding.ts';
import { isKustomizationFile } from './is-kustomization-file.ts';
import { readKustomization } from './kustomize-fields.ts';
import { SUBMISSION_LIMITS } from '../submission-limits.ts';
import type { SubmittedDocument } from '../submitted-files.ts';
import { valueAt } from '../value-at.ts';

const INCLUSIONS = ['resources', 'components', 'bases'];

/**
 * Kustomizations that read more files than a submission may, each counted as often as it is read: a base that is named
 * twice by a base that is named twice is read four times. One that leads back to itself is refused as well.
 */
export function multiplyingBases(
  paths: readonly string[],
  documents: ReadonlyMap<string, readonly SubmittedDocument[]>,
  compose: ComposeFinding,
): Finding[] {
  const files = new Map(paths.filter(isKustomizationFile).map((path) => [folderOf(path), path]));
  const counts = new Map<string, number>();

  /** How many files and folders are read for one; what leads back to itself has no end. */
  function inputsOf(target: string, above: ReadonlySet<string>): number {
    const file = files.get(target);
    if (file === undefined) return 1;
    if (above.has(target)) return Infinity;
    const known = counts.get(target);
    if (known !== undefined) return known;
    const within = new Set([...above, target]);

    const count = included(documents.get(file) ?? [], target).reduce(
      (sum, next) => sum + inputsOf(next, within),
      1,
    );

    counts.set(target, count);
    return count;
  }

  const limit = SUBMISSION_LIMITS.kustomizeInputs;
  return [...files]
    .filter(([folder]) => inputsOf(folder, new Set()) > limit)
    .slice(0, SUBMISSION_LIMITS.problems)
    .map(([, file]) => compose('kustomize-multiplies', { limit }, { position: { file, line: 1 } }));
}

function included(documents: readonly SubmittedDocument[], folder: string): string[] {
  return documents.flatMap((document) => {
    const { value } = readKustomization(document.value);
    return INCLUSIONS.flatMap((field) => {
      const list = valueAt(value, [field]);
      return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
    }).map((item) => pathFrom(folder, item));
  });
}

function pathFrom(folder: string, target: string): string {
  const path = posix.normalize(posix.join(folder, target));
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path;
  return trimmed === '.' ? '' : trimmed;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
