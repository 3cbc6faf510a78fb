import Type from 'typebox';
import { ROLES } from '../../domain/courses/role.ts';
import { CourseParams, Time } from './course.ts';

const GithubId = Type.Integer({
  minimum: 1,
  maximum: 999_999_999_999_999,
  description: 'Of the GitHub account.',
});

const facts = {
  login: Type.String({ minLength: 1, maxLength: 100 }),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  pseudonym: Type.String({
    minLength: 1,
    maxLength: 60,
    description: 'Shown in place of login and name where people must not be known.',
  }),
  role: Type.Enum([...ROLES]),
  active: Type.Boolean({ description: 'Who is not takes part no more; what was graded stays.' }),
};

export const MemberParams = Type.Object({ ...CourseParams.properties, githubId: GithubId });

const entry = {
  githubId: GithubId,
  login: Type.Optional(facts.login),
  name: Type.Optional(facts.name),
  pseudonym: Type.Optional(facts.pseudonym),
};

export const MemberBody = Type.Object({
  ...entry,
  pseudonym: facts.pseudonym,
  role: facts.role,
  source: Type.Enum(['api', 'file', 'seen'], {
    description: 'Who wrote it; `seen` is an author in an open course.',
  }),
  active: facts.active,
  version: Type.Integer(),
  createdAt: Time,
  updatedAt: Time,
});

export const NewMemberBody = Type.Object(
  { ...entry, role: facts.role, active: Type.Boolean({ default: true }) },
  { additionalProperties: false },
);

export const MemberChangeBody = Type.Object(
  {
    login: Type.Optional(Type.Union([facts.login, Type.Null()])),
    name: Type.Optional(Type.Union([facts.name, Type.Null()])),
    pseudonym: Type.Optional(facts.pseudonym),
    role: Type.Optional(facts.role),
    active: Type.Optional(facts.active),
  },
  { additionalProperties: false, minProperties: 1, description: 'null takes a fact back.' },
);

export const RosterEntryBody = Type.Object({ ...entry, role: facts.role, active: facts.active });

export const RosterPlanBody = Type.Object({
  applied: Type.Boolean(),
  added: Type.Array(RosterEntryBody),
  changed: Type.Array(Type.Object({ before: RosterEntryBody, after: RosterEntryBody })),
  removed: Type.Array(RosterEntryBody),
  unchanged: Type.Integer(),
  wrong: Type.Array(Type.Object({ line: Type.Integer(), message: Type.String() })),
});
