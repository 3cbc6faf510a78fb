type Checks = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/**
 * What counts of the checks that are seen when GitHub's answers are stale, slow and refused at random: of each commit and check that
 * the ending names, the newest. How often something was graded, and what overtaken commits showed, depends on time then.
 */
export function inTheEnd(seen: Checks, expected: Checks): Record<string, Record<string, string[]>> {
  return Object.fromEntries(
    Object.entries(expected).map(([commit, byName]) => [
      commit,
      Object.fromEntries(
        Object.entries(byName)
          .filter(([, shown]) => shown.at(-1) !== 'cancelled')
          .map(([name]) => [name, (seen[commit]?.[name] ?? []).slice(-1)]),
      ),
    ]),
  );
}
