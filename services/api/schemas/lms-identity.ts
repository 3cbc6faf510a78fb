import Type from 'typebox';

/** No line breaks, and nothing that a spreadsheet would calculate: an identity has to arrive as it is. */
const text = (description: string) =>
  Type.String({ pattern: '^[^\\s=+\\-@"\'][^\\r\\n\\t"]*$', minLength: 1, maxLength: 200, description });

export const LmsIdentityBody = Type.Object(
  {
    githubId: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    canvasId: Type.Optional(
      Type.String({ pattern: '^[0-9]{1,20}$', description: 'The column ID of Canvas.' }),
    ),
    sisUserId: Type.Optional(text('The column SIS User ID of Canvas.')),
    sisLoginId: Type.Optional(text('The column SIS Login ID of Canvas.')),
    section: Type.Optional(text('The column Section of Canvas.')),
    email: Type.Optional(text('Email address in Moodle, in the same small and capital letters.')),
    idNumber: Type.Optional(text('ID number in Moodle.')),
  },
  { additionalProperties: false },
);

export const LmsIdentitiesBody = Type.Object(
  { items: Type.Array(LmsIdentityBody, { minItems: 1, maxItems: 2000 }) },
  { additionalProperties: false, description: 'A member without any identity is forgotten.' },
);
