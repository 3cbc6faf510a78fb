import type { Finding } from '../../graders/contract/finding.ts';

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

/** Decides from names, kinds and sizes alone what is worth downloading, and what keeps a submission from being graded. */
export interface ListingRules {
  checkListing(listing: readonly { path: string; type: TreeEntry['type']; size: number }[]): {
    wanted: readonly string[];
    problems: readonly Finding[];
  };
  /** What is said when GitHub did not list every file. */
  tooManyFiles(): Finding;
}

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
    rules: ListingRules;
    signal: AbortSignal;
  },
): Promise<FetchedSubmission> {
  const { commitSha, folder, rules, signal } = options;
  const tree = await source.tree(commitSha);
  if (tree.truncated) return { files: new Map(), problems: [rules.tooManyFiles()] };
  const prefix = folder === '' ? '' : `${folder}/`;
  const entries = new Map(
    tree.entries
      .filter(({ path }) => path.startsWith(prefix))
      .map((entry) => [entry.path.slice(prefix.length), entry]),
  );
  const { wanted, problems } = rules.checkListing(
    [...entries].map(([path, { type, size }]) => ({ path, type, size })),
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
