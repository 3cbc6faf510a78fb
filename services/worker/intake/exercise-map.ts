import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { ExerciseMap } from './select-exercises.ts';

/**
 * How paths of a repository lead to exercises: what the course says, and where it says nothing of the whole repository,
 * its name, if that is the name of an exercise or holds one (`02-batch-jobs-hanako`).
 */
export function exerciseMap(
  rules: Pick<CourseRules, 'folders' | 'repositoryExercise' | 'only'>,
  exercises: ReadonlySet<string>,
  repositoryName: string,
): ExerciseMap {
  const slugs = new Set([...exercises].filter((slug) => rules.only?.has(slug) ?? true));
  const repositoryExercise = rules.repositoryExercise ?? namedAfter(repositoryName, slugs);
  return {
    slugs,
    folders: rules.folders,
    ...(repositoryExercise === undefined ? {} : { repositoryExercise }),
  };
}

/** The longest exercise name that stands in the repository's name, between its ends or hyphens. */
function namedAfter(repositoryName: string, slugs: ReadonlySet<string>): string | undefined {
  const name = `-${repositoryName.toLowerCase()}-`;
  return [...slugs].filter((slug) => name.includes(`-${slug}-`)).sort((a, b) => b.length - a.length)[0];
}
