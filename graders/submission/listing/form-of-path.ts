import type { ExerciseDefinition } from '../../contract/exercise-definition.ts';
import { withoutTrailing } from '../../text/without-trailing.ts';

type SubmissionEntry = ExerciseDefinition['submission']['files'][number];

/** The entry of `submission.files` that a path belongs to: the file itself, else the longest folder around it. */
export function formOfPath(entries: readonly SubmissionEntry[], path: string): SubmissionEntry | undefined {
  return entries
    .filter((entry) => entry.path === path || isBelow(path, entry.path))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** Whether the entry names a folder; folders end in a slash, `.` is the exercise folder itself. */
export function isFolderEntry({ path }: SubmissionEntry): boolean {
  return path.endsWith('/') || path === '.';
}

/** Whether a file lies somewhere below a folder. */
export function isBelow(path: string, folder: string): boolean {
  const trimmed = trimFolder(folder);
  return trimmed === '' || path.startsWith(`${trimmed}/`);
}

/** A folder's path without `./` and closing slash; the exercise folder itself is the empty string. */
export function trimFolder(folder: string): string {
  return withoutTrailing(folder.replace(/^\.(\/|$)/, ''), '/');
}
