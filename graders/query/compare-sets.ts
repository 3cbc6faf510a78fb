export interface SetDifference {
  missing: string[];
  superfluous: string[];
}

/** What is missing from the found words and what they have too much; order and repetition do not count. */
export function compareSets(expected: readonly string[], found: readonly string[]): SetDifference {
  const [wanted, given] = [new Set(expected), new Set(found)];
  return {
    missing: [...wanted].filter((word) => !given.has(word)),
    superfluous: [...given].filter((word) => !wanted.has(word)),
  };
}
