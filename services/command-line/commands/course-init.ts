import { loadSettings } from '../../config/load.ts';
import { courseStarter } from '../../course/course-starter.ts';
import { loadCatalogue } from '../../processes/exercise-catalogue.ts';
import { writeNewFiles } from '../write-new-files.ts';

/** Writes the files of a new course into a folder, and says what to do with them. Failure `files-exist`. */
export async function initCourse(folder: string, { force = false }: { force?: boolean }): Promise<void> {
  const { settings } = loadSettings('local');
  const { titles } = await loadCatalogue(settings);
  const written = await writeNewFiles(folder, courseStarter(titles), { overwrite: force });

  process.stdout.write(
    `${written.map((path) => `wrote ${path}\n`).join('')}
Next: change "match" in .saiten/course.yaml to the names of your learners' repositories, look with
  saiten course check ${folder}
push the folder to a repository that only staff can write to, and name it in SAITEN_COURSES (owner/name).
`,
  );
}
