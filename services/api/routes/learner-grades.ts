import Type from 'typebox';
import { GRADE_STATES, type Grade } from '../../domain/grades/grade-of.ts';
import { courseAccess } from '../access/access-rule.ts';
import { Time } from '../schemas/course.ts';
import { MemberParams } from '../schemas/member.ts';
import type { TypedInstance } from '../typed-instance.ts';

export interface LearnerGradesNeeds {
  learnerGrades: {
    of(learner: {
      courseId: string;
      githubId: number;
    }): Promise<(Grade & { exercise: string; released: boolean })[]>;
  };
}

const LearnerGradeBody = Type.Object({
  exercise: Type.String(),
  state: Type.Enum([...GRADE_STATES]),
  earned: Type.Number(),
  possible: Type.Number(),
  rawEarned: Type.Number({ description: 'Points of the run, before lateness and overrides.' }),
  lateSeconds: Type.Integer(),
  attempts: Type.Integer(),
  released: Type.Boolean({ description: 'Whether the learner may see it.' }),
  submissionId: Type.Optional(Type.String()),
  overrideId: Type.Optional(Type.String()),
  firstPassedAt: Type.Optional(Time),
});

/** All grades of one learner: what the gradebook has in a row, for staff and for the learner. */
export function addLearnerGradesRoute(app: TypedInstance, { learnerGrades }: LearnerGradesNeeds): void {
  app.get(
    '/courses/:course/grades/:githubId',
    {
      config: { access: courseAccess('read-only', { own: true, person: true }) },
      schema: {
        operationId: 'listLearnerGrades',
        summary: 'What a learner has, by exercise; learners see their own, as far as they are released',
        params: MemberParams,
        response: { 200: Type.Object({ items: Type.Array(LearnerGradeBody), next: Type.Null() }) },
      },
    },
    async ({ course, params: { githubId } }) => {
      const grades = await learnerGrades.of({ courseId: course.courseId, githubId });
      return {
        items: grades.filter(({ released }) => released || course.onlyOf === undefined).map(toBody),
        next: null,
      };
    },
  );
}

function toBody({ firstPassedAt, runId: _, ...facts }: Grade & { exercise: string; released: boolean }) {
  return { ...facts, ...(firstPassedAt === undefined ? {} : { firstPassedAt: firstPassedAt.toISOString() }) };
}
