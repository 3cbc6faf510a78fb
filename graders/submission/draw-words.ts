import type { GraderContext } from '../core/grader-context.ts';
import { withoutTrailing } from '../text/without-trailing.ts';

/** Words of a manifest with what each becomes for one run. */
export type DrawnWords = ReadonlyMap<string, string>;

/**
 * Draws a word for each of the given ones: its letters, then eight digits that nobody can write down beforehand (`v1` →
 * `v40718253`). No two are alike. What comes out is a DNS label and a shell name wherever the word was one.
 */
export function drawWords({ random }: Pick<GraderContext, 'random'>, words: readonly string[]): DrawnWords {
  const drawn = new Map<string, string>();

  for (const word of words) {
    const letters = withoutTrailing(word, '0123456789');
    let candidate = word;
    while (candidate === word || [...drawn.values()].includes(candidate))
      candidate = `${letters}${1e7 + Math.floor(random() * 9e7)}`;
    drawn.set(word, candidate);
  }

  return drawn;
}
