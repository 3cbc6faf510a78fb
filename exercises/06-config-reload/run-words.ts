import type { GraderContext } from '../../graders/core/grader-context.ts';
import { drawWords, type DrawnWords } from '../../graders/submission/draw-words.ts';

/** The words that stand in the learner's manifests. */
export const WORDS = ['a-v1', 'a-v2', 'b-v1', 'b-v2', 'c-v1'] as const;
export type Word = (typeof WORDS)[number];

/** What each word is replaced by in this run. */
export interface RunWords {
  drawn: DrawnWords;
  of(word: Word): string;
  /** What must not stand on a page that shows the word: the other version's, and those that were replaced. */
  not(word: Word): readonly string[];
  /** For a copy of a pod: the drawn word of v1 becomes one that stands nowhere else, and another one at every call. */
  another(word: Word): { words: DrawnWords; word: string };
}

/** Draws the words of one run. */
export function drawRunWords(context: Pick<GraderContext, 'random'>): RunWords {
  const drawn = drawWords(context, WORDS);
  const of = (word: Word): string => drawn.get(word) ?? word;
  return {
    drawn,
    of,
    not: (word) => {
      const pair = WORDS.filter((other) => other.startsWith(word.slice(0, 2)));
      return [...pair.filter((other) => other !== word).map(of), ...pair];
    },
    another: (word) => {
      const other = drawWords(context, [word]).get(word) ?? word;
      return { words: new Map([[of(word), other]]), word: other };
    },
  };
}
