import { findCommit } from './git-files.ts';
import type { GitObjects } from './git-objects.ts';

/** A commit and everything before it, nearest first. */
export function ancestors(objects: GitObjects, sha: string): Set<string> {
  const seen = new Set<string>([sha]);

  for (const commit of seen) {
    for (const parent of findCommit(objects, commit)?.parents ?? []) seen.add(parent);
  }

  return seen;
}

/** The nearest commit that both histories share. */
export function mergeBase(objects: GitObjects, base: string, head: string): string | undefined {
  const ofBase = ancestors(objects, base);
  return [...ancestors(objects, head)].find((sha) => ofBase.has(sha));
}

/** Commits that `head` has and `base` has not, oldest first. */
export function commitsBetween(objects: GitObjects, base: string, head: string): string[] {
  const ofBase = ancestors(objects, base);
  return [...ancestors(objects, head)].filter((sha) => !ofBase.has(sha)).reverse();
}
