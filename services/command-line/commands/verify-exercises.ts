import { join } from 'node:path';
import { loadSettings } from '../../config/load.ts';
import type { Settings } from '../../config/settings.ts';
import { Failure } from '../../domain/failure.ts';
import { verificationTable } from '../../verification/verification-table.ts';
import { createVerification } from '../../verification/verify-exercise.ts';
import { loadCatalogue, type ExerciseCatalogue } from '../../processes/exercise-catalogue.ts';
import { interruption } from '../interruption.ts';
import { localClusters } from '../local-cluster.ts';

export interface VerifyOptions {
  all?: boolean;
  force?: boolean;
  only?: string;
}

/**
 * Verifies exercises one after the other, each on a cluster of its own that is removed before the next. Prints a
 * table per exercise; the exit code is 1 when a fixture came out other than expected.
 */
export async function verifyExercises(slugs: readonly string[], options: VerifyOptions): Promise<void> {
  const { settings, programs } = loadSettings('local');
  const catalogue = await loadCatalogue(settings);
  const wanted = chosen(slugs, options, catalogue);
  const { signal, dispose } = interruption();
  let unexpected = 0;

  try {
    for (const slug of wanted) {
      if (!(await verifyOne(slug, { settings, programs, catalogue, signal, options }))) unexpected++;
    }
  } finally {
    dispose();
  }

  const summary = `${wanted.length - unexpected} of ${wanted.length} exercises as expected`;
  process.stdout.write(`\n${summary}\n`);
  if (unexpected > 0) process.exitCode = 1;
}

async function verifyOne(
  slug: string,
  run: {
    settings: Settings;
    programs: Readonly<Record<string, string>>;
    catalogue: ExerciseCatalogue;
    signal: AbortSignal;
    options: VerifyOptions;
  },
): Promise<boolean> {
  const { settings, programs, catalogue, signal, options } = run;
  const exercise = catalogue.exercise(slug);
  const { profile, tools = [] } = exercise.definition;
  const clusters = await localClusters(settings, { programs, signal });
  const verify = createVerification({ now: Date.now, gradeFiles: catalogue.gradeFiles });
  const startedAt = Date.now();

  try {
    const record = await verify({
      exercise,
      exerciseHash: await catalogue.hash(slug),
      nodeImage: clusters.nodeImage,
      recordsFolder: join(settings.dataFolder, 'verification'),
      force: options.force ?? false,
      ...(options.only === undefined ? {} : { only: options.only.split(',') }),
      cluster: () => clusters.create({ profile, tools }),
      signal,
      onFixture: ({ name, score, differences }) =>
        process.stderr.write(
          `${slug}: ${name} ${score} points${differences.length === 0 ? '' : `, not as expected: ${differences.join('; ')}`}\n`,
        ),
    });

    const age =
      Date.parse(record.verifiedAt) < startedAt
        ? ` (recorded ${record.verifiedAt}, nothing changed since)`
        : '';

    process.stdout.write(`\n${verificationTable(record)}${age}\n`);
    return record.ok;
  } finally {
    await clusters.removeAll();
  }
}

function chosen(
  slugs: readonly string[],
  { all }: VerifyOptions,
  { titles, exercise }: ExerciseCatalogue,
): readonly string[] {
  if (all) return [...titles.keys()];

  if (slugs.length === 0) {
    throw new Failure(
      'configuration',
      'no-exercise-named',
      `name an exercise or say --all; there are: ${[...titles.keys()].join(', ')}`,
    );
  }

  return slugs.map((slug) => exercise(slug).definition.slug);
}
