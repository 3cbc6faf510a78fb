import type { ExerciseDefinition } from '../../graders/contract/exercise-definition.ts';
import type { Finding } from '../../graders/contract/finding.ts';
import { Failure } from '../domain/failure.ts';

interface TreeEntry {
  path: string;
  type: 'file' | 'folder' | 'symlink' | 'submodule';
  size: number;
  sha: string;
}

export interface SubmissionSource {
  tree(commitSha: string): Promise<{ entries: TreeEntry[]; truncated: boolean }>;
  blob(sha: string, options: { maxBytes: number }): Promise<Uint8Array>;
}

/** Decides from names, kinds and sizes alone what is worth downloading. */
export type CheckListing = (
  listing: readonly { path: string; type: TreeEntry['type']; size: number }[],
  definition: ExerciseDefinition,
) => { wanted: readonly string[]; problems: readonly Finding[] };

export interface FetchedSubmission {
  /** Path relative to the exercise folder to content. */
  files: ReadonlyMap<string, Uint8Array>;
  problems: readonly Finding[];
}

const CONCURRENT_DOWNLOADS = 4;
const MAX_BLOB_BYTES = 1024 * 1024;

/**
 * Gets exactly the files of one exercise at exactly one commit, by tree and blobs: nothing is cloned, no link is
 * followed, and counts and sizes are checked before the first byte is downloaded.
 */
export async function fetchSubmission(
  source: SubmissionSource,
  options: {
    commitSha: string;
    folder: string;
    definition: ExerciseDefinition;
    checkListing: CheckListing;
    signal: AbortSignal;
  },
): Promise<FetchedSubmission> {
  const { commitSha, folder, definition, checkListing, signal } = options;
  const tree = await source.tree(commitSha);
  if (tree.truncated) {
    throw new Failure(
      'learner',
      'repository-too-large',
      'the repository has more files than GitHub lists in one answer (100,000); keep exercises in a smaller one',
    );
  }
  const prefix = folder === '' ? '' : `${folder}/`;
  const entries = new Map(
    tree.entries
      .filter(({ path }) => path.startsWith(prefix))
      .map((entry) => [entry.path.slice(prefix.length), entry]),
  );
  const { wanted, problems } = checkListing(
    [...entries].map(([path, { type, size }]) => ({ path, type, size })),
    definition,
  );
  const files = new Map<string, Uint8Array>();
  for (let start = 0; start < wanted.length; start += CONCURRENT_DOWNLOADS) {
    signal.throwIfAborted();
    const batch = wanted.slice(start, start + CONCURRENT_DOWNLOADS);
    await Promise.all(
      batch.map(async (path) => {
        const entry = entries.get(path);
        if (entry !== undefined) files.set(path, await source.blob(entry.sha, { maxBytes: MAX_BLOB_BYTES }));
      }),
    );
  }
  return { files, problems };
}
