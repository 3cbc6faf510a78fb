import type { Static } from 'typebox';
import type { Quarantine } from '../../domain/grades/quarantine.ts';
import { courseAccess } from '../access/access-rule.ts';
import { notFound } from '../api-problem.ts';
import { CourseParams } from '../schemas/course.ts';
import { CourseStatistics, ExerciseParams, ExerciseStatisticsBody } from '../schemas/statistics.ts';
import type { TypedInstance } from '../typed-instance.ts';

type Detail = Static<typeof ExerciseStatisticsBody>;

export interface StatisticsNeeds {
  statistics: {
    ofCourse(courseId: string): Promise<Static<typeof CourseStatistics>['items']>;
    ofExercise(
      courseId: string,
      exercise: string,
    ): Promise<
      (Omit<Detail, 'checks'> & { checks: Omit<Detail['checks'][number], 'underReview'>[] }) | undefined
    >;
  };
  quarantines: {
    list(courseId: string, filter: { exercise: string }): Promise<Pick<Quarantine, 'checkId' | 'lift'>[]>;
  };
}

/** How the exercises of a course go: for whom, at what, how fast and at what cost. */
export function addStatisticsRoutes(app: TypedInstance, { statistics, quarantines }: StatisticsNeeds): void {
  app.get(
    '/courses/:course/statistics',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'getCourseStatistics',
        summary: 'Runs, learners, time to the first pass and cost of every exercise',
        params: CourseParams,
        response: { 200: CourseStatistics },
      },
    },
    async ({ course }) => ({ items: await statistics.ofCourse(course.courseId), next: null }),
  );

  app.get(
    '/courses/:course/exercises/:exercise/statistics',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'getExerciseStatistics',
        summary: 'Pass rates and commonest mismatches of every check, scores, phases and cost',
        params: ExerciseParams,
        response: { 200: ExerciseStatisticsBody },
      },
    },
    async ({ course: { courseId }, params: { exercise } }) => {
      const found = await statistics.ofExercise(courseId, exercise);
      if (found === undefined) throw notFound(`graded run of ${exercise}`);
      const open = (await quarantines.list(courseId, { exercise })).filter(({ lift }) => lift === undefined);
      const isUnderReview = (id: string) => open.some(({ checkId }) => checkId === id);
      return {
        ...found,
        checks: found.checks.map((check) => ({ ...check, underReview: isUnderReview(check.checkId) })),
      };
    },
  );
}
