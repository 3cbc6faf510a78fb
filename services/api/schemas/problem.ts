import Type from 'typebox';

/** The body of an error answer (https://www.rfc-editor.org/rfc/rfc9457). */
export const ProblemBody = Type.Object(
  {
    type: Type.String({ description: '`urn:saiten:` and the code of `title`.' }),
    title: Type.String({ description: 'Stable code; branch on it.' }),
    status: Type.Integer(),
    detail: Type.String({ description: 'A sentence for people.' }),
    errors: Type.Optional(
      Type.Array(Type.Object({ where: Type.String(), message: Type.String() }), {
        description: 'What is wrong with which part.',
      }),
    ),
  },
  { description: 'What went wrong.' },
);
