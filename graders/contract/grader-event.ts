import Type from 'typebox';
import { CheckResult } from './check-result.ts';

/** What the grading process tells its parent, one JSON document a line. The last line is `finished` or `crashed`. */
export const GraderEvent = Type.Union([
  Type.Object({ type: Type.Literal('check-started'), id: Type.String() }, { additionalProperties: false }),
  Type.Object({ type: Type.Literal('check-finished'), result: CheckResult }, { additionalProperties: false }),
  Type.Object(
    { type: Type.Literal('finished'), checks: Type.Array(CheckResult, { maxItems: 50 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      type: Type.Literal('crashed'),
      fault: Type.Enum(['grader', 'infrastructure']),
      error: Type.String({ maxLength: 4000 }),
    },
    { additionalProperties: false },
  ),
]);
export type GraderEvent = Type.Static<typeof GraderEvent>;
