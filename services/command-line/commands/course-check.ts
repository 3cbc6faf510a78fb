import { readFile as readText } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSettings } from '../../config/load.ts';
import type { FileProblem } from '../../course/file-problem.ts';
import { readCourse } from '../../course/read-course.ts';
import { readFile } from '../../course/read-file.ts';
import { RosterFile } from '../../course/roster-file.ts';
import { Failure } from '../../domain/failure.ts';
import { loadCatalogue } from '../exercise-catalogue.ts';

const COURSE = '.saiten/course.yaml';
const ROSTER = '.saiten/roster.yaml';

/**
 * Reads the course of a folder as Saiten reads it from GitHub and prints every mistake with its line. The exit code is 1
 * when there is one. Failure `course-missing`.
 */
export async function checkCourse(folder: string): Promise<void> {
  const { settings } = loadSettings('local');
  const { titles } = await loadCatalogue(settings);
  const text = await textOf(join(folder, COURSE));
  if (text === undefined)
    throw new Failure(
      'configuration',
      'course-missing',
      `There is no ${join(folder, COURSE)}. "saiten course init ${folder}" writes one to start with.`,
    );
  const course = readCourse(text, new Set(titles.keys()));
  const needsRoster = 'value' in course && course.value.roster === 'enrolled';
  const rosterText = await textOf(join(folder, ROSTER));
  const roster =
    rosterText !== undefined ? readFile(RosterFile, rosterText) : needsRoster ? NO_ROSTER : undefined;
  const problems = [
    ...('problems' in course ? linesOf(COURSE, course.problems) : []),
    ...(roster !== undefined && 'problems' in roster ? linesOf(ROSTER, roster.problems) : []),
  ];
  if (problems.length > 0) process.exitCode = 1;
  process.stdout.write(problems.length > 0 ? problems.join('') : 'The course can be used.\n');
}

const NO_ROSTER = {
  problems: [
    {
      line: 1,
      en: 'The file is missing, and `roster: enrolled` grades nobody without it.',
      ja: 'このファイルがありません。`roster: enrolled` では、これがないと誰も採点されません。',
    },
  ],
};

function linesOf(file: string, problems: readonly FileProblem[]): string[] {
  return problems.map(({ line, en, ja }) => `${file}:${line}: ${en}\n${' '.repeat(4)}${ja}\n`);
}

async function textOf(path: string): Promise<string | undefined> {
  return readText(path, 'utf8').catch(() => undefined);
}
