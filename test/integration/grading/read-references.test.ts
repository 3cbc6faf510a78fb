import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { createFindingComposer } from '../../../graders/core/compose-finding.ts';
import { createConfined } from '../../../services/grading/create-confined.ts';
import { createGraderBundles } from '../../../services/exercise-catalogue/create-grader-bundles.ts';
import { createSubmissionReader } from '../../../services/grading/create-submission-reader.ts';
import { createGraderFolders } from '../../../services/grading/grader-folders.ts';
import { loadExercise } from '../../../services/exercise-catalogue/load-exercise.ts';

const READING = fileURLToPath(new URL('../../../services/grading/child/serve-reading.ts', import.meta.url));
const EXERCISE = fileURLToPath(new URL('../../../exercises/02-deployment-rollout', import.meta.url));

it('the reading process says what kustomizations name before anything else is fetched', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'references-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const programs = createGraderBundles({ folder, now: Date.now });

  const readFiles = createSubmissionReader({
    runConfined: createConfined({
      program: () => programs.programFor('reading', READING),
      folders: createGraderFolders(),
    }),
  });

  const exercise = await loadExercise(EXERCISE);
  const text = 'resources: [web.yaml, ../base]\nconfigMapGenerator: [{name: a, files: [t=memo.txt]}]\n';

  const { references } = await readFiles({
    exercise,
    files: new Map([['v1/kustomization.yaml', text]]),
    compose: createFindingComposer(exercise.catalogues),
    signal: new AbortController().signal,
  });

  expect(references).toEqual(['v1/web.yaml', 'base', 'v1/memo.txt']);
});
