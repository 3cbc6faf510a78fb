import { createHash } from 'node:crypto';

/**
 * Numbers in [0, 1) that follow from the seed alone. Whoever sees any of them, as a learner's pods see words that were drawn
 * for them, can neither foresee the next ones nor find the seed: each is the beginning of a hash of the seed and its place.
 */
export function createRandom(seed: string): () => number {
  let place = 0;

  return () => {
    const digest = createHash('sha256').update(`${seed} random ${place++}`).digest();
    return digest.readUIntBE(0, 6) / 2 ** 48;
  };
}
