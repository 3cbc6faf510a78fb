import type { RepositoryRules } from '../domain/courses/course-rules.ts';
import type { CourseFile } from './course-file.ts';

/** What is graded by where no course says otherwise. */
export type DefaultRules = Pick<RepositoryRules, 'languages' | 'notGraded'>;

/** The rules of a repository that belongs to no course. */
export function rulesWithoutCourse(defaults: DefaultRules): RepositoryRules {
  return {
    ...defaults,
    drafts: 'ignore',
    gradedBy: 'pull-request',
    handIn: 'push',
    folders: [],
    coolDownSeconds: 0,
    firstForks: 'grade',
  };
}

/**
 * The rules of a repository by its name, or undefined when the course has no pattern for it. `courseId` is the id of
 * the instructor repository.
 */
export function rulesFor(
  { courseId, file }: { courseId: number; file: CourseFile },
  repositoryName: string,
  defaults: DefaultRules,
): RepositoryRules | undefined {
  const found = file.repositories.find(({ match }) => matches(match, repositoryName));
  if (found === undefined) return undefined;
  const without = rulesWithoutCourse(defaults);
  const [first, ...others] = file.languages ?? [];
  const exercises = file.exercises;

  const folders = (exercises ?? [])
    .flatMap(({ name, folder }) => (folder === undefined ? [] : [{ path: folder, exercise: name }]))
    .sort((a, b) => b.path.length - a.path.length);

  return {
    languages: first === undefined ? without.languages : [first, ...others],
    notGraded: file.notGraded ?? without.notGraded,
    drafts: file.drafts ?? without.drafts,
    gradedBy: found.gradedBy ?? without.gradedBy,
    handIn: file.handIn ?? without.handIn,
    folders,
    ...(found.exercise === undefined ? {} : { repositoryExercise: found.exercise }),
    ...(exercises === undefined ? {} : { only: new Set(exercises.map(({ name }) => name)) }),
    ...(file.attempts?.perDay === undefined ? {} : { attemptsPerDay: file.attempts.perDay }),
    coolDownSeconds: file.attempts?.coolDown ?? without.coolDownSeconds,
    ...(file.roster === 'enrolled' ? { enrolledIn: courseId } : {}),
    ...(file.staff === undefined ? {} : { staff: new Set(file.staff.map(({ id }) => id)) }),
    firstForks: file.firstForks ?? without.firstForks,
  };
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.\\^$+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(name);
}
