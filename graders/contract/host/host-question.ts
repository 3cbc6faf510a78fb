import Type from 'typebox';

/** What the grading process asks of the worker, as one line among its events. */
export const HostQuestion = Type.Object(
  {
    type: Type.Literal('host-question'),
    /** The answer carries it too. */
    id: Type.Integer({ minimum: 1 }),
    operation: Type.String({ maxLength: 100 }),
    request: Type.Unknown(),
  },
  { additionalProperties: false },
);
export type HostQuestion = Type.Static<typeof HostQuestion>;

/** What the worker answers, as one line on standard input. */
export const HostReply = Type.Union([
  Type.Object({ id: Type.Integer(), answer: Type.Unknown() }, { additionalProperties: false }),
  Type.Object(
    {
      id: Type.Integer(),
      failure: Type.Object(
        { fault: Type.Enum(['grader', 'infrastructure']), code: Type.String(), message: Type.String() },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
]);
export type HostReply = Type.Static<typeof HostReply>;
