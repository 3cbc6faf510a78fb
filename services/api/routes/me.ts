import Type from 'typebox';
import { Localized } from '../../../graders/contract/localized.ts';
import { lesserRole, ROLES, type Role } from '../../domain/courses/role.ts';
import { isOperator } from '../access/enforce-access.ts';
import type { TypedInstance } from '../typed-instance.ts';

export interface MeNeeds {
  members: {
    coursesOf(githubId: number): Promise<{ courseId: string; slug: string; title: Localized; role: Role }[]>;
  };
}

const MeBody = Type.Object({
  actor: Type.String({ description: 'As the audit log names you.' }),
  kind: Type.Enum(['operator', 'token', 'session']),
  operator: Type.Boolean({ description: 'Whether you own every course.' }),
  githubId: Type.Optional(Type.Integer()),
  login: Type.Optional(Type.String()),
  limit: Type.Optional(
    Type.Object(
      { role: Type.Enum([...ROLES]), courseId: Type.Optional(Type.String()) },
      { description: 'What your token reaches at most.' },
    ),
  ),
  courses: Type.Array(
    Type.Object({
      courseId: Type.String(),
      slug: Type.String(),
      title: Localized,
      role: Type.Enum([...ROLES]),
    }),
    { description: 'Where you take part, and as what; empty for the operator, who is owner of all.' },
  ),
});

/** Who a caller is to us. */
export function addMeRoute(app: TypedInstance, { members }: MeNeeds): void {
  app.get(
    '/me',
    {
      config: { access: { kind: 'signed-in' } },
      schema: {
        operationId: 'getMe',
        summary: 'Who you are, and where you take part as what',
        response: { 200: MeBody },
      },
    },
    async ({ principal }) => {
      const { actor, kind, githubId, login, limit } = principal;
      const courses = githubId === undefined ? [] : await members.coursesOf(githubId);
      return {
        ...{ actor, kind },
        operator: isOperator(principal),
        ...(githubId === undefined ? {} : { githubId }),
        ...(login === undefined ? {} : { login }),
        ...(limit === undefined ? {} : { limit }),
        courses: courses
          .filter(({ courseId }) => limit?.courseId === undefined || limit.courseId === courseId)
          .map((course) => ({
            ...course,
            role: limit === undefined ? course.role : lesserRole(course.role, limit.role),
          })),
      };
    },
  );
}
