/**
 * Pseudo-random numbers in [0, 1) that follow from the seed alone, so that a run can be repeated from its
 * nonce. For names and values in exercises, not for secrets.
 * Mulberry32 over an FNV-1a hash of the seed: https://github.com/bryc/code/blob/master/jshash/PRNGs.md
 */
export function createRandom(seed: string): () => number {
  let state = fnv1a(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
