import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSettings } from '../../config/load.ts';
import { COURSE_PATH, readCourseFiles, ROSTER_PATH } from '../../course/read-course-files.ts';
import { Failure } from '../../domain/failure.ts';
import { loadCatalogue } from '../../processes/exercise-catalogue.ts';

/**
 * Reads the course of a folder as Saiten reads it from GitHub and prints every mistake with its line. The exit code is 1
 * when there is one. Failure `course-missing`.
 */
export async function checkCourse(folder: string): Promise<void> {
  const { settings } = loadSettings('local');
  const { titles } = await loadCatalogue(settings);
  const textOf = (path: string) => readFile(join(folder, path), 'utf8').catch(() => undefined);
  if ((await textOf(COURSE_PATH)) === undefined)
    throw new Failure(
      'configuration',
      'course-missing',
      `There is no ${join(folder, COURSE_PATH)}. "saiten course init ${folder}" writes one to start with.`,
    );
  const { course, hasRoster, problems } = await readCourseFiles(textOf, new Set(titles.keys()));
  const found = course?.file.roster === 'enrolled' && !hasRoster ? [...problems, NO_ROSTER] : problems;
  if (found.length > 0) process.exitCode = 1;
  const lines = found.map(({ path, line, en, ja }) => `${path}:${line}: ${en}\n    ${ja}\n`);
  process.stdout.write(lines.join('') || 'The course can be used.\n');
}

const NO_ROSTER = {
  path: ROSTER_PATH,
  line: 1,
  en: 'The file is missing, and `roster: enrolled` grades nobody without it.',
  ja: 'このファイルがありません。`roster: enrolled` では、これがないと誰も採点されません。',
};
