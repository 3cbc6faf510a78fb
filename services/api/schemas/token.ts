import Type from 'typebox';
import { ROLES } from '../../domain/courses/role.ts';
import { Time } from './course.ts';

const Name = Type.String({ minLength: 1, maxLength: 100, description: 'What it is for.' });

const token = {
  tokenId: Type.String(),
  name: Name,
  githubId: Type.Optional(Type.Integer({ description: "Whose it is; absent: the operator's." })),
  courseId: Type.Optional(Type.String({ description: 'The only course it opens; absent: every one.' })),
  role: Type.Enum([...ROLES], { description: 'It reaches this far, and no further than its person.' }),
  expiresAt: Type.Optional(Time),
  createdAt: Time,
  createdBy: Type.String(),
  lastUsedAt: Type.Optional(Time),
};

export const TokenBody = Type.Object(token);

export const NewTokenBody = Type.Object(
  {
    name: Name,
    role: Type.Enum([...ROLES]),
    course: Type.Optional(
      Type.String({ minLength: 1, maxLength: 63, description: 'Slug or id; left out: every course.' }),
    ),
    expiresAt: Type.Optional(
      Type.String({
        format: 'date-time',
        maxLength: 40,
        description: 'At most 366 days ahead; left out: in 90 days.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const CreatedTokenBody = Type.Object({
  ...token,
  token: Type.String({ description: 'The secret. It is shown this once and kept nowhere.' }),
});

export const TokenParams = Type.Object({ tokenId: Type.String({ pattern: '^[0-9A-Z]{26}$' }) });
