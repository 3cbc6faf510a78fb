/**
 * Compares a grader's checks with those of exercise.yaml and returns the differences as sentences: same ids, same
 * order, and `needs` that point to earlier checks.
 */
export function compareChecks(
  checks: readonly { id: string; needs?: readonly string[] }[],
  declared: readonly { id: string }[],
): string[] {
  const ids = checks.map(({ id }) => id);
  const wanted = declared.map(({ id }) => id);

  const differences = [
    ...wanted.filter((id) => !ids.includes(id)).map((id) => `the grader lacks the check "${id}"`),
    ...ids.filter((id) => !wanted.includes(id)).map((id) => `exercise.yaml lacks the check "${id}"`),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `the grader has the check "${id}" twice`),
    ...checks.flatMap(({ id, needs = [] }, i) =>
      needs
        .filter((need) => !ids.slice(0, i).includes(need))
        .map((need) => `the check "${id}" needs "${need}", which is no earlier check`),
    ),
  ];

  if (differences.length === 0 && ids.join() !== wanted.join())
    differences.push(`the order is ${ids.join(', ')}, expected ${wanted.join(', ')}`);
  return differences;
}
