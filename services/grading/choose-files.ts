import { inBatches } from '../domain/in-batches.ts';
import type { Finding } from '../../graders/contract/finding.ts';
import type { Surroundings } from '../../graders/submission/listing/check-listing.ts';
import type { ListingEntry } from '../../graders/submission/listing/listing-entry.ts';

/** Decides from names, kinds and sizes, and from what kustomizations name, which files of a folder are a submission. */
export interface ListingRules {
  /** The files that say what else belongs to the submission. */
  kustomizations(entries: readonly ListingEntry[]): readonly string[];
  /** What these name. */
  references(files: ReadonlyMap<string, Uint8Array>, signal: AbortSignal): Promise<readonly string[]>;
  checkListing(
    entries: readonly ListingEntry[],
    surroundings: Surroundings,
  ): { wanted: readonly string[]; problems: readonly Finding[]; notes: readonly Finding[] };
}

export interface ChosenFiles {
  /** Path relative to the exercise folder to content. */
  files: ReadonlyMap<string, Uint8Array>;
  problems: readonly Finding[];
  /** What was left aside; refuses nothing. */
  notes: readonly Finding[];
}

const CONCURRENT_READS = 4;

/** Reads the files of a submission and no others: kustomizations first, then what the exercise and they ask for. */
export async function chooseFiles({
  entries,
  above = [],
  rules,
  read,
  signal,
}: {
  entries: readonly ListingEntry[];
  /** Names of files beside the exercise folder. */
  above?: readonly string[];
  rules: ListingRules;
  read: (path: string) => Promise<Uint8Array>;
  signal: AbortSignal;
}): Promise<ChosenFiles> {
  const kustomizations = await readAll(rules.kustomizations(entries), read, signal);
  const references = kustomizations.size === 0 ? [] : await rules.references(kustomizations, signal);
  const { wanted, problems, notes } = rules.checkListing(entries, { references, above });

  const others = await readAll(
    wanted.filter((path) => !kustomizations.has(path)),
    read,
    signal,
  );

  const files = wanted.flatMap((path) => {
    const content = kustomizations.get(path) ?? others.get(path);
    return content === undefined ? [] : [[path, content] as const];
  });

  return { files: new Map(files), problems, notes };
}

async function readAll(
  paths: readonly string[],
  read: (path: string) => Promise<Uint8Array>,
  signal: AbortSignal,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();

  for (const batch of inBatches(paths, CONCURRENT_READS)) {
    signal.throwIfAborted();
    await Promise.all(batch.map(async (path) => files.set(path, await read(path))));
  }

  return files;
}
