/** Above this product of line counts every line between the common start and end counts as replaced. */
const EXACT_UP_TO = 4_000_000;

/** How many lines a diff from `before` to `after` adds and deletes. */
export function countChangedLines(before: string, after: string): { additions: number; deletions: number } {
  const old = linesOf(before);
  const now = linesOf(after);

  while (old.length > 0 && now.length > 0 && old[0] === now[0]) {
    old.shift();
    now.shift();
  }

  while (old.length > 0 && now.length > 0 && old.at(-1) === now.at(-1)) {
    old.pop();
    now.pop();
  }

  const kept = old.length * now.length > EXACT_UP_TO ? 0 : longestCommonSubsequence(old, now);
  return { additions: now.length - kept, deletions: old.length - kept };
}

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  let previous = new Array<number>(b.length + 1).fill(0);

  for (const line of a) {
    const current = [0];

    b.forEach((other, index) => {
      const best =
        line === other ? (previous[index] ?? 0) + 1 : Math.max(previous[index + 1] ?? 0, current[index] ?? 0);

      current.push(best);
    });

    previous = current;
  }

  return previous.at(-1) ?? 0;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
