import Type from 'typebox';
import { Message } from './message.ts';

/** Where in the submission something stands: path relative to the exercise folder, lines and columns from 1. */
export const SourcePosition = Type.Object(
  {
    file: Type.String({ maxLength: 1000 }),
    line: Type.Integer({ minimum: 1 }),
    column: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);
export type SourcePosition = Type.Static<typeof SourcePosition>;

/** Something seen in the cluster that backs a finding: bounded, and hostile like everything a learner can write. */
export const Evidence = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('events'),
      Type.Literal('logs'),
      Type.Literal('object'),
      Type.Literal('requests'),
      Type.Literal('output'),
    ]),
    source: Type.String({ maxLength: 300 }),
    text: Type.String({ maxLength: 4000 }),
  },
  { additionalProperties: false },
);
export type Evidence = Type.Static<typeof Evidence>;

/** One reason why a check did not pass: what was expected, what was found, where, and what shows it. */
export const Finding = Type.Object(
  {
    message: Message,
    expected: Type.Optional(Type.String({ maxLength: 1000 })),
    found: Type.Optional(Type.String({ maxLength: 1000 })),
    position: Type.Optional(SourcePosition),
    evidence: Type.Array(Evidence, { maxItems: 8 }),
  },
  { additionalProperties: false },
);
export type Finding = Type.Static<typeof Finding>;
