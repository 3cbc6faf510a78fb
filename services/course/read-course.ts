import { CourseFile } from './course-file.ts';
import type { FileProblem } from './file-problem.ts';
import { readFile, type Reading } from './read-file.ts';

/** Reads `.saiten/course.yaml`. `exercises` are those that can be graded: any other name is a mistake. */
export function readCourse(text: string, exercises: ReadonlySet<string>): Reading<CourseFile> {
  const reading = readFile(CourseFile, text);
  if ('problems' in reading) return reading;
  const lines = text.split(/\r?\n/);
  const named = [
    ...reading.value.repositories.map(({ exercise }) => exercise),
    ...(reading.value.exercises ?? []).map(({ name }) => name),
  ];
  const problems = [...new Set(named)].flatMap((name) =>
    name === undefined || exercises.has(name) ? [] : [unknownExercise(name, lines, exercises)],
  );
  return problems.length === 0 ? reading : { problems };
}

function unknownExercise(
  name: string,
  lines: readonly string[],
  exercises: ReadonlySet<string>,
): FileProblem {
  const known = [...exercises].sort().join(', ');
  return {
    line:
      Math.max(
        0,
        lines.findIndex((line) => line.includes(name)),
      ) + 1,
    en: `There is no exercise \`${name}\`. There are ${known}.`,
    ja: `\`${name}\` という課題はありません。使える課題: ${known}`,
  };
}
