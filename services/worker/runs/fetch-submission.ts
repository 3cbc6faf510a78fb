import type { Finding } from '../../../graders/contract/finding.ts';
import { chooseFiles, type ChosenFiles, type ListingRules } from '../../grading/choose-files.ts';
import { readExerciseFolder, type FolderSource, type Obstacle } from './read-exercise-folder.ts';

export interface SubmissionSource extends FolderSource {
  blob(sha: string, options: { maxBytes: number }): Promise<Uint8Array>;
}

export interface FetchRules extends ListingRules {
  /** What is said when GitHub did not list every file of the folder. */
  tooManyFiles(): Finding;
  /** What is said when something else is in the place of the folder, or of one above it. */
  noFolder(obstacle: Obstacle): Finding;
}

const MAX_BLOB_BYTES = 1024 * 1024;
const NOTHING = { files: new Map<string, Uint8Array>(), notes: [] };

/**
 * Gets exactly the files of one exercise at exactly one commit, by tree and blobs: nothing is cloned, no link is
 * followed, and counts and sizes are checked before the first byte is downloaded.
 */
export async function fetchSubmission(
  source: SubmissionSource,
  options: {
    commitSha: string;
    folder: string;
    rules: FetchRules;
    signal: AbortSignal;
  },
): Promise<ChosenFiles> {
  const { commitSha, folder, rules, signal } = options;
  const found = await readExerciseFolder(source, commitSha, folder);
  if (found.obstacle !== undefined) return { ...NOTHING, problems: [rules.noFolder(found.obstacle)] };
  if (found.truncated) return { ...NOTHING, problems: [rules.tooManyFiles()] };
  const shas = new Map(found.entries.map(({ path, sha }) => [path, sha]));
  return chooseFiles({
    entries: found.entries.map(({ path, type, size }) => ({ path, type, size })),
    above: found.above,
    rules,
    read: (path) => source.blob(shas.get(path) ?? '', { maxBytes: MAX_BLOB_BYTES }),
    signal,
  });
}
