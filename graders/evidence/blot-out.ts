const MARK = '***';
/** Characters of all words together; more would take too much memory. */
const MOST_CHARACTERS = 1024 * 1024;

/**
 * Replaces every place of a word by asterisks, overlapping ones by the same. Takes time in proportion to the text however
 * many words there are and whatever they repeat (Aho and Corasick, https://doi.org/10.1145/360825.360855). Undefined when the
 * words are more than a million characters.
 */
export function createBlotter(words: readonly string[]): ((text: string) => string) | undefined {
  const wanted = [...new Set(words)].filter((word) => word !== '');
  if (wanted.reduce((sum, { length }) => sum + length, 0) > MOST_CHARACTERS) return undefined;
  if (wanted.length === 0) return (text) => text;
  const { step, lengthAt } = automaton(wanted);

  return (text) => {
    const places: { from: number; to: number }[] = [];
    let state = 0;

    for (let i = 0; i < text.length; i++) {
      state = step(state, text.charCodeAt(i));
      const length = lengthAt(state);
      if (length === 0) continue;
      const place = { from: i + 1 - length, to: i + 1 };

      for (let last = places.at(-1); last !== undefined && last.to > place.from; last = places.at(-1)) {
        place.from = Math.min(place.from, last.from);
        places.pop();
      }

      places.push(place);
    }

    return without(text, places);
  };
}

function without(text: string, places: readonly { from: number; to: number }[]): string {
  if (places.length === 0) return text;
  const pieces: string[] = [];
  let at = 0;

  for (const { from, to } of places) {
    pieces.push(text.slice(at, from));
    at = to;
  }

  return [...pieces, text.slice(at)].join(MARK);
}

/** States are prefixes of words; 0 is the empty one. */
interface Automaton {
  /** The longest prefix that the text ends with after one more character. */
  step(state: number, character: number): number;
  /** Length of the longest word that the text ends with, or 0. */
  lengthAt(state: number): number;
}

function automaton(words: readonly string[]): Automaton {
  const edges = new Map<number, number>();
  const edge = (state: number, character: number) => state * 0x10000 + character;
  const parents = [0];
  const characters = [0];
  const depths = [0];
  const lengths = [0];

  for (const word of words) {
    let state = 0;

    for (let i = 0; i < word.length; i++) {
      const key = edge(state, word.charCodeAt(i));
      let next = edges.get(key);

      if (next === undefined) {
        next = parents.push(state) - 1;
        characters.push(word.charCodeAt(i));
        depths.push(i + 1);
        lengths.push(0);
        edges.set(key, next);
      }

      state = next;
    }

    lengths[state] = word.length;
  }

  /** Where to go on when no word goes on: the longest prefix that is an end of this one. */
  const fallbacks = new Array<number>(parents.length).fill(0);

  const step = (from: number, character: number): number => {
    let state = from;

    for (;;) {
      const next = edges.get(edge(state, character));
      if (next !== undefined) return next;
      if (state === 0) return 0;
      state = fallbacks[state] ?? 0;
    }
  };

  for (const state of byDepth(depths)) {
    const parent = parents[state] ?? 0;
    if (parent === 0) continue;
    const fallback = step(fallbacks[parent] ?? 0, characters[state] ?? 0);
    fallbacks[state] = fallback;
    if (lengths[state] === 0) lengths[state] = lengths[fallback] ?? 0;
  }

  return { step, lengthAt: (state) => lengths[state] ?? 0 };
}

/** All states but the first, short prefixes before long ones. */
function byDepth(depths: readonly number[]): number[] {
  const buckets: number[][] = [];
  for (const [state, depth] of depths.entries()) if (depth > 0) (buckets[depth] ??= []).push(state);
  return buckets.flat();
}
