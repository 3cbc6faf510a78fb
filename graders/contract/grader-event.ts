import Type from 'typebox';
import { CheckResult } from './check-result.ts';

/**
 * What the grading process tells its parent, one JSON document a line. The last line is `finished` or `crashed`; what the checks
 * came to was said by then, each in its own `check-finished`.
 */
export const GraderEvent = Type.Union([
  Type.Object({ type: Type.Literal('check-started'), id: Type.String() }, { additionalProperties: false }),
  Type.Object({ type: Type.Literal('check-finished'), result: CheckResult }, { additionalProperties: false }),
  Type.Object({ type: Type.Literal('finished') }, { additionalProperties: false }),
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
