import Type from 'typebox';
import { courseAccess } from '../access/access-rule.ts';
import { CourseParams } from '../schemas/course.ts';
import type { TypedInstance } from '../typed-instance.ts';

export interface ErasureNeeds {
  learners: {
    /** Removes all that is kept of a learner in a course; twice is fine. */
    erase(scope: { githubId: number; courseId: string }): Promise<Type.Static<typeof ErasureBody>>;
  };
}

const ErasureBody = Type.Object(
  {
    submissions: Type.Integer(),
    runs: Type.Integer(),
    evidence: Type.Integer(),
    grades: Type.Integer(),
    memberships: Type.Integer(),
    auditEntries: Type.Integer({
      description: 'Entries of the audit log from which the person was taken out.',
    }),
  },
  { description: 'How much was removed; nothing the second time.' },
);

/** Forgetting a learner of a course, for good. */
export function addErasureRoute(app: TypedInstance, { learners }: ErasureNeeds): void {
  app.delete(
    '/courses/:course/members/:githubId/data',
    {
      config: { access: courseAccess('owner') },
      schema: {
        operationId: 'eraseLearner',
        summary: 'Removes results, evidence, grades and names of a learner from a course; cannot be undone',
        params: Type.Object({
          ...CourseParams.properties,
          githubId: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
        }),
        response: { 200: ErasureBody },
      },
    },
    async (request) => {
      const { courseId } = request.course;
      const erased = await learners.erase({ courseId, githubId: request.params.githubId });
      // The path of this very request names the person.
      request.audit({ target: `/api/v1/courses/${courseId}/members/erased/data`, after: erased });
      return erased;
    },
  );
}
