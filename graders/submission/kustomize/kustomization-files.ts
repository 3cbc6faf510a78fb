import type { ExerciseDefinition } from '../../contract/exercise-definition.ts';
import { askedFiles } from '../listing/asked-files.ts';
import type { ListingEntry } from '../listing/listing-entry.ts';
import { isKustomizationFile } from './is-kustomization-file.ts';
import { isSafePath } from '../listing/is-safe-path.ts';
import { SUBMISSION_LIMITS } from '../submission-limits.ts';

/**
 * The kustomizations of a submission, which are read first because they say what else belongs to it. None when they alone
 * break the limits of a submission, which `checkListing` then tells.
 */
export function kustomizationFiles(entries: readonly ListingEntry[], exercise: ExerciseDefinition): string[] {
  const { isAsked } = askedFiles(exercise.submission.files, { kustomizations: [], references: [] });

  const found = entries.filter(
    ({ type, path }) => type === 'file' && isKustomizationFile(path) && isSafePath(path) && isAsked(path),
  );

  const { files, fileBytes, totalBytes } = SUBMISSION_LIMITS;
  const small = found.filter(({ size }) => size <= fileBytes);
  const total = small.reduce((sum, { size }) => sum + size, 0);
  return small.length > files || total > totalBytes ? [] : small.map(({ path }) => path).sort();
}
