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

  const all = [...problems, ...commandsWithoutComments(reading.value, reading.lineAt)];
  return all.length === 0 ? reading : { problems: all };
}

/** Where pushes are graded there is no pull request to comment on. */
function commandsWithoutComments(
  { handIn, repositories }: CourseFile,
  lineAt: (path: readonly string[]) => number,
): FileProblem[] {
  if (handIn !== 'command') return [];
  return repositories.flatMap(({ gradedBy }, index) =>
    gradedBy === 'push'
      ? [
          {
            line: lineAt(['repositories', String(index), 'gradedBy']),
            en: '`handIn: command` needs pull requests, and `gradedBy: push` has none. Take `handIn: tag`, or let pull requests be graded.',
            ja: '`handIn: command` にはプルリクエストが必要ですが、`gradedBy: push` にはありません。`handIn: tag` にするか、プルリクエストで採点してください。',
          },
        ]
      : [],
  );
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
