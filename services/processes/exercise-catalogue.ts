import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFindingComposer } from '../../graders/core/compose-finding.ts';
import type { Localized } from '../../graders/contract/localized.ts';
import { checkListing } from '../../graders/submission/listing/check-listing.ts';
import { kustomizationFiles } from '../../graders/submission/kustomize/kustomization-files.ts';
import type { Settings } from '../config/settings.ts';
import { Failure } from '../domain/failure.ts';
import { exerciseHash } from '../exercise-catalogue/exercise-hash.ts';
import { createFileGrading } from '../grading/grade-files.ts';
import { loadExercise, type Exercise } from '../exercise-catalogue/load-exercise.ts';
import { NO_FOLDER } from '../grading/no-folder.ts';
import { createGraderBundles } from '../exercise-catalogue/create-grader-bundles.ts';
import { createConfined } from '../grading/create-confined.ts';
import { createGraderFolders } from '../grading/grader-folders.ts';
import { createSubmissionReader } from '../grading/create-submission-reader.ts';
import { createGraderStarter } from '../grading/create-grader-starter.ts';
import { createEvidenceComposing, type ComposeEvidence } from '../worker/evidence/compose-in-process.ts';
import type { GradableExercise } from '../worker/runs/run-submission.ts';

const READING = fileURLToPath(new URL('../grading/child/serve-reading.ts', import.meta.url));
const EVIDENCE = fileURLToPath(new URL('../worker/evidence/serve-evidence.ts', import.meta.url));
const KIT_FOLDER = fileURLToPath(new URL('../../graders', import.meta.url));

export interface ExerciseCatalogue {
  /** Slug to title of every exercise there is. */
  titles: ReadonlyMap<string, Localized>;
  exercise(slug: string): Exercise;
  hash(slug: string): Promise<string>;
  get(slug: string): Promise<GradableExercise>;
  gradeFiles: ReturnType<typeof createFileGrading>;
  /** Puts together what is kept of a run, in a process of its own. */
  composeEvidence: ComposeEvidence;
}

/** Loads every exercise of the settings' folder, so that a broken one stops the start and not a learner's grading. */
export async function loadCatalogue({
  exercisesFolder,
  dataFolder,
}: Pick<Settings, 'exercisesFolder' | 'dataFolder'>): Promise<ExerciseCatalogue> {
  const root = resolve(exercisesFolder);

  const entries = await readdir(root, { withFileTypes: true }).catch((cause: unknown) => {
    throw new Failure(
      'configuration',
      'no-exercises',
      `SAITEN_EXERCISES_FOLDER: ${root} cannot be read; name the folder that holds the exercises`,
      { cause },
    );
  });

  const slugs = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

  const loaded = await Promise.all(slugs.map((slug) => loadExercise(join(root, slug))));
  const exercises = new Map(loaded.map((exercise) => [exercise.definition.slug, exercise]));
  const hashes = new Map<string, Promise<string>>();
  const programs = createGraderBundles({ folder: join(resolve(dataFolder), 'graders'), now: Date.now });
  const folders = createGraderFolders();

  const readFiles = createSubmissionReader({
    runConfined: createConfined({ program: () => programs.programFor('reading', READING), folders }),
  });

  const gradeFiles = createFileGrading({
    now: Date.now,
    nonce: () => randomBytes(16).toString('hex'),
    readFiles,
    startGrader: createGraderStarter({ pathFor: programs.pathFor, folders }),
  });

  const composeEvidence = createEvidenceComposing(
    createConfined({ program: () => programs.programFor('evidence', EVIDENCE), folders }),
  );

  function exercise(slug: string): Exercise {
    const found = exercises.get(slug);
    if (found !== undefined) return found;
    const known = [...exercises.keys()].join(', ');
    throw new Failure(
      'configuration',
      'unknown-exercise',
      `there is no exercise "${slug}"; there are: ${known}`,
    );
  }

  function hash(slug: string): Promise<string> {
    const known = hashes.get(slug) ?? exerciseHash([exercise(slug).folder, KIT_FOLDER]);
    hashes.set(slug, known);
    return known;
  }

  return {
    titles: new Map(loaded.map(({ definition: { slug, title } }) => [slug, title])),
    exercise,
    hash,
    gradeFiles,
    composeEvidence,
    async get(slug) {
      const found = exercise(slug);
      const { definition } = found;
      const exerciseDigest = await hash(slug);
      const compose = createFindingComposer(found.catalogues);
      return {
        definition,
        hash: exerciseDigest,
        rules: {
          kustomizations: (entries) => kustomizationFiles(entries, definition),
          references: async (files, signal) =>
            (await readFiles({ exercise: found, files, compose, signal })).references,
          checkListing: (entries, surroundings) => checkListing(entries, definition, compose, surroundings),
          tooManyFiles: () => compose('repository-too-large'),
          noFolder: ({ path, type }) =>
            compose(NO_FOLDER[type], { path }, { position: { file: '', line: 1 } }),
        },
        grade: ({ cluster, ...request }) =>
          gradeFiles({
            ...request,
            exercise: found,
            exerciseHash: exerciseDigest,
            cluster: () =>
              cluster({ profile: definition.profile, tools: definition.tools ?? [], signal: request.signal }),
          }),
      };
    },
  };
}
