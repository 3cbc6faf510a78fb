import type { SetDifference } from '../../graders/query/compare-sets.ts';

/** Counts and one example of each kind; all values would be more than a report has room for. */
export function describeDifference(
  expected: readonly string[],
  found: readonly string[],
  { missing, superfluous }: SetDifference,
): { expected: string; found: string } {
  const examples = [
    ...(missing[0] === undefined ? [] : [`without ${missing[0]}`]),
    ...(superfluous[0] === undefined ? [] : [`with ${superfluous[0].slice(0, 100)}`]),
  ];

  return { expected: `${expected.length} values`, found: `${found.length} values, ${examples.join(', ')}` };
}
