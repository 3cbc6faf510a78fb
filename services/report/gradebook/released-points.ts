import type { GradebookCell, GradebookExercise } from '../../domain/grades/gradebook.ts';

/** Those that say nothing yet of what the learner can do. */
const NOT_A_GRADE = new Set(['pending', 'not-graded', 'missing']);

/**
 * The points of each exercise for another system, in its order. Nothing where there is no grade, or none that the learner may
 * see: that system would show it.
 */
export function releasedPoints(
  cells: readonly GradebookCell[],
  exercises: readonly GradebookExercise[],
): (number | undefined)[] {
  const graded = new Map(
    cells
      .filter(({ released, state }) => released && !NOT_A_GRADE.has(state))
      .map(({ exercise, earned }) => [exercise, earned]),
  );

  return exercises.map(({ exercise }) => graded.get(exercise));
}
