import fc from 'fast-check';
import { createFindingComposer } from '../../graders/core/compose-finding.ts';
import type { Finding } from '../../graders/contract/finding.ts';

/** Text of any UTF-16 units, with those that JSON, PostgreSQL and a cut at a length have trouble with far more often. */
export const oddText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.constantFrom('\0', '\ud83d', '\ude00', '😀', '\u2028', '\\u0000', '\\', '"', '採点', '\ufeff'),
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      ),
      { maxLength: 12 },
    ),
    fc.constantFrom(1, 1, 1, 170, 700),
  )
  .map(([parts, times]) => parts.join('').repeat(times));

const compose = createFindingComposer([
  { found: { text: { en: 'Found {name}', ja: '{name} がありました' } } },
]);

/** A finding as a grader composes it of such text. */
export const composedFinding: fc.Arbitrary<Finding> = fc
  .tuple(oddText, oddText, oddText)
  .map(([one, two, three]) =>
    compose(
      'found',
      { name: one },
      {
        expected: two,
        found: three,
        position: { file: two, line: 1 },
        evidence: [{ kind: 'logs', source: three, text: one }],
      },
    ),
  );
