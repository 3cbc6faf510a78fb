import Type from 'typebox';
import { Localized } from '../../../graders/contract/localized.ts';
import { courseAccess } from '../access/access-rule.ts';
import { pageOf } from '../page.ts';
import { CourseParams } from '../schemas/course.ts';
import type { TypedInstance } from '../typed-instance.ts';

export interface ExerciseNeeds {
  /** Slug to title of every exercise there is. */
  exercises: ReadonlyMap<string, Localized>;
  courses: { exercisesOf(courseId: string): Promise<string[] | undefined> };
}

const ExerciseBody = Type.Object({ exercise: Type.String({ description: 'Its slug.' }), title: Localized });

/** The exercises of a course, by slug. */
export function addExerciseRoute(app: TypedInstance, { exercises, courses }: ExerciseNeeds): void {
  app.get(
    '/courses/:course/exercises',
    {
      config: { access: courseAccess('read-only', { own: true }) },
      schema: {
        operationId: 'listExercises',
        summary: 'The exercises of a course: those of its course file, else all there are',
        params: CourseParams,
        response: { 200: pageOf(ExerciseBody) },
      },
    },
    async ({ course }) => {
      const slugs = (await courses.exercisesOf(course.courseId)) ?? [...exercises.keys()];

      const items = [...new Set(slugs)]
        .sort()
        .map((exercise) => ({ exercise, title: exercises.get(exercise) ?? { en: exercise, ja: exercise } }));

      return { items, next: null };
    },
  );
}
