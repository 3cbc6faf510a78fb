import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import { Listr, ListrLogger, ProcessOutput } from 'listr2';
import type { GraderEvent } from '../../../graders/contract/grader-event.ts';
import { loadSettings } from '../../config/load.ts';
import type { Cluster } from '../../domain/clusters/cluster.ts';
import { Failure } from '../../domain/failure.ts';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import { chooseFiles } from '../../grading/choose-files.ts';
import { listFolder } from '../../exercise-catalogue/list-folder.ts';
import { renderTerminal } from '../../report/terminal.ts';
import type { GradableExercise } from '../../worker/runs/run-submission.ts';
import { loadCatalogue } from '../../processes/exercise-catalogue.ts';
import { interruption } from '../interruption.ts';
import { localClusters, type LocalClusters } from '../local-cluster.ts';

/**
 * Grades a local folder and prints the report. The exit code is 0 for full marks, 3 for less, 1 when it could not
 * be graded.
 */
export async function gradeFolder(
  folder: string,
  options: { exercise?: string; language: string; json?: boolean },
): Promise<void> {
  const languages = languagesOf(options.language);
  const { settings, programs } = loadSettings('local');
  await requireFolder(folder);
  const catalogue = await loadCatalogue(settings);
  const exercise = await catalogue.get(options.exercise ?? basename(resolve(folder)));
  const { signal, dispose } = interruption();
  const clusters = await localClusters(settings, { programs, signal });

  try {
    const report = await gradeWithProgress(folder, exercise, clusters, signal);

    const text = options.json
      ? JSON.stringify(report, null, 2)
      : renderTerminal(report, {
          colour: process.stdout.isTTY,
          languages,
          width: process.stdout.columns ?? 100,
        });

    process.stdout.write(`${text}\n`);
    process.exitCode = { passed: 0, failed: 3, 'not-graded': 1, cancelled: 1 }[report.verdict];
  } finally {
    await clusters.removeAll();
    dispose();
  }
}

async function gradeWithProgress(
  folder: string,
  exercise: GradableExercise,
  clusters: LocalClusters,
  signal: AbortSignal,
): Promise<GradingReport> {
  const entries = await listFolder(folder);

  const { files, problems, notes } = await chooseFiles({
    entries,
    rules: exercise.rules,
    read: (path) => readFile(join(folder, path)),
    signal,
  });

  let report: GradingReport | undefined;

  const tasks = new Listr(
    [
      {
        title: `Grade ${exercise.definition.slug}`,
        async task(_context, task) {
          report = await exercise.grade({
            runId: 'local',
            files,
            problems,
            notes,
            headSha: '0'.repeat(40),
            attempt: 1,
            cluster: async (request): Promise<Cluster> => {
              task.output = `making a cluster (${request.profile})`;
              return clusters.create(request);
            },
            signal,
            onEvent: (event) => {
              task.output = describe(event, exercise) ?? task.output;
            },
          });
        },
        rendererOptions: { outputBar: 3 },
      },
    ],
    {
      renderer: process.stderr.isTTY ? 'default' : 'simple',
      // Standard output belongs to the report.
      rendererOptions: {
        logger: new ListrLogger({
          useIcons: true,
          processOutput: new ProcessOutput(process.stderr, process.stderr),
        }),
      },
    },
  );

  await tasks.run();
  if (report === undefined) throw new Failure('grader', 'no-report', 'the grading ended without a report');
  return report;
}

function describe(event: GraderEvent, { definition }: GradableExercise): string | undefined {
  const title = (id: string) => definition.checks.find((check) => check.id === id)?.title.en ?? id;
  if (event.type === 'check-started') return `checking: ${title(event.id)}`;
  if (event.type === 'check-finished') return `${event.result.status}: ${title(event.result.id)}`;
  return undefined;
}

function languagesOf(language: string): ('ja' | 'en')[] {
  if (language === 'both') return ['ja', 'en'];
  if (language === 'ja' || language === 'en') return [language];
  throw new Failure(
    'configuration',
    'unknown-language',
    `--language: found "${language}", expected ja, en or both`,
  );
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return;
  throw new Failure(
    'configuration',
    'no-folder',
    `${folder} is no folder; name the one that holds your manifests`,
  );
}
