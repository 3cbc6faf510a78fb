import type { CourseFile } from './course-file.ts';
import type { FileProblem } from './file-problem.ts';
import { readCourse } from './read-course.ts';
import { readRoster } from './read-roster.ts';
import type { RosterFile } from './roster-file.ts';

/** Where the files of a course are in the repository of the instructors. */
export const COURSE_PATH = '.saiten/course.yaml';
export const ROSTER_PATH = '.saiten/roster.yaml';

export interface CourseReading {
  /** Absent with a mistake in either file. */
  course?: {
    file: CourseFile;
    learners: RosterFile['learners'];
    teams: NonNullable<RosterFile['teams']>;
  };
  hasRoster: boolean;
  problems: (FileProblem & { path: string })[];
}

const NOBODY: RosterFile = { learners: [] };

const MISSING: FileProblem = {
  line: 1,
  en: 'There is no such file. `saiten course init` writes one to start with.',
  ja: 'このファイルがありません。`saiten course init` で、もとになるファイルを作れます。',
};

/**
 * Reads the course file and the roster, which may be missing.
 *
 * @param textOf Gives the text of a file, undefined when there is none.
 * @param exercises Those that can be graded: any other name is a mistake.
 */
export async function readCourseFiles(
  textOf: (path: string) => Promise<string | undefined>,
  exercises: ReadonlySet<string>,
): Promise<CourseReading> {
  const courseText = await textOf(COURSE_PATH);
  const course = courseText === undefined ? { problems: [MISSING] } : readCourse(courseText, exercises);
  const rosterText = await textOf(ROSTER_PATH);
  const roster = rosterText === undefined ? { value: NOBODY } : readRoster(rosterText, exercises);

  const at = (path: string, reading: { problems: FileProblem[] } | object) =>
    'problems' in reading ? reading.problems.map((problem) => ({ ...problem, path })) : [];

  return {
    ...('value' in course && 'value' in roster
      ? {
          course: {
            file: course.value,
            learners: roster.value.learners,
            teams: roster.value.teams ?? [],
          },
        }
      : {}),
    hasRoster: rosterText !== undefined,
    problems: [...at(COURSE_PATH, course), ...at(ROSTER_PATH, roster)],
  };
}
