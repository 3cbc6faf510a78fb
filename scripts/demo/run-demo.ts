import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraderEvent } from '../../graders/contract/grader-event.ts';
import { createCommandRunner } from '../../services/clusters/kind/engine/command-runner.ts';
import { detectEngine } from '../../services/clusters/kind/engine/detect-engine.ts';
import { openResources } from '../../services/processes/open-resources.ts';
import { startReconcile } from '../../services/processes/reconcile.ts';
import { startWebhook } from '../../services/processes/webhook.ts';
import { startWorker } from '../../services/processes/worker.ts';
import { interruption } from '../../services/command-line/interruption.ts';
import { Failure } from '../../services/domain/failure.ts';
import type { GradingReport } from '../../services/domain/submissions/grading-report.ts';
import type { Submission } from '../../services/domain/submissions/submission.ts';
import { createLogger } from '../../services/observability/logger.ts';
import { createMetrics } from '../../services/observability/metrics.ts';
import { renderTerminal } from '../../services/report/terminal.ts';
import type { GitHubServer } from '../../test/github-server/control.ts';
import { startGitHubServer } from '../../test/github-server/start-github-server.ts';
import { commentAsText } from './comment-as-text.ts';
import { demoSettings } from './demo-settings.ts';
import type { DemoArguments } from './read-arguments.ts';
import { readFolder } from './read-folder.ts';

const REPOSITORY = 'school/kubernetes-course';
const LEARNER = 'hanako';

/** Starts everything, pushes, shows what a learner would see, and removes everything again. */
export async function runDemo(options: DemoArguments): Promise<void> {
  const { signal, dispose } = interruption();
  const engine = await detectEngine({ runner: createCommandRunner(), environment: process.env, signal });

  if (!engine.available) {
    throw new Failure(
      'infrastructure',
      engine.code,
      `The demo grades on a real kind cluster, and none can be made here: ${engine.reason}`,
    );
  }

  const cleanups: (() => Promise<unknown>)[] = [];
  const startedAt = Date.now();

  const say = (text: string) =>
    process.stdout.write(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);

  try {
    const dataFolder = await mkdtemp(join(tmpdir(), 'saiten-demo-'));
    cleanups.push(() => rm(dataFolder, { recursive: true, force: true }));
    // The embedded PostgreSQL runs under a user of its own and must be able to pass through.
    await chmod(dataFolder, 0o711);
    const github = await startGitHubServer();
    cleanups.push(() => github.close());
    say(`a stand-in for GitHub answers at ${github.url}`);
    const { privateKey, webhookSecret, id: appId } = github.app;

    const settings = demoSettings(process.env, {
      dataFolder,
      githubUrl: github.url,
      appId,
      privateKey,
      webhookSecret,
    });

    const logger = createLogger({ level: 'warn', process: 'demo' });
    const metrics = createMetrics('demo');
    const resources = await openResources(settings);
    cleanups.push(() => resources.close());
    const programs = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...dockerHost() };

    const worker = await startWorker(settings, resources, {
      programs,
      logger,
      metrics,
      onEvent: (submission, event) => tellProgress(say, submission, event),
    });

    cleanups.push(() => worker.stop());
    const reconcile = startReconcile(settings, resources, { logger, metrics });
    cleanups.push(() => reconcile.stop());
    const webhook = await startWebhook(settings, resources, { logger, metrics });
    cleanups.push(() => webhook.stop());
    github.setWebhook({ url: `${webhook.url}/webhook`, secret: webhookSecret });
    say('PostgreSQL, webhook, queue and worker are up');

    const repository = github.addRepository({ owner: 'school', name: 'kubernetes-course' });
    github.addUser(LEARNER);

    const wrong =
      options.submission ?? join(settings.exercisesFolder, options.exercise, 'mistakes', options.mistake);

    const files = await readFolder(wrong, options.exercise);
    github.commitFiles(repository, { branch: LEARNER, files, message: 'My answer', author: LEARNER });

    const pull = github.openPullRequest({
      repo: repository,
      head: LEARNER,
      title: `My answer to ${options.exercise}`,
      author: LEARNER,
    });

    say(
      `${LEARNER} opens pull request #${pull.number} with ${options.submission === undefined ? `a mistake: ${options.mistake}` : wrong}`,
    );

    const graded = (sha: string) => waitForVerdict(github, sha, { signal, say });
    await graded(pull.headSha);
    if (options.commentFile !== undefined)
      await writeFile(options.commentFile, github.comments(REPOSITORY, pull.number)[0]?.body ?? '');
    await show(github, resources, repository.id, pull.number, options);

    if (options.submission === undefined) {
      const solution = await readFolder(
        join(settings.exercisesFolder, options.exercise, 'solution'),
        options.exercise,
      );

      const gone = Object.fromEntries(Object.keys(files).map((path) => [path, null]));

      const sha = github.push(repository, {
        branch: LEARNER,
        files: { ...gone, ...solution },
        message: 'Correct it',
        author: LEARNER,
      });

      say(`${LEARNER} pushes the corrected files`);
      await graded(sha);
      await show(github, resources, repository.id, pull.number, options);
    }

    const comments = github.comments(REPOSITORY, pull.number);

    say(
      `the pull request has ${comments.length} comment of ours and ${github.checkRuns(REPOSITORY).length} check runs`,
    );
  } finally {
    say('cleaning up');
    for (const cleanup of cleanups.reverse()) await cleanup();
    dispose();
    say('nothing is left behind');
  }
}

function dockerHost(): Record<string, string> {
  const host = process.env['DOCKER_HOST'];
  return host === undefined ? {} : { DOCKER_HOST: host };
}

function tellProgress(say: (text: string) => void, submission: Submission, event: GraderEvent): void {
  if (event.type === 'check-started') say(`  … ${event.id}`);

  if (event.type === 'check-finished') {
    const { id, status, earned, points, durationMs } = event.result;
    say(`  ${status.padEnd(7)} ${id}  ${earned}/${points}  (${(durationMs / 1000).toFixed(1)} s)`);
  }

  if (event.type === 'crashed') say(`  the grader of ${submission.exercise} broke: ${event.error}`);
}

/** Follows the check run of a commit until it is completed and the comment speaks of that commit. */
async function waitForVerdict(
  github: GitHubServer,
  sha: string,
  { signal, say }: { signal: AbortSignal; say: (text: string) => void },
): Promise<void> {
  let status = '';

  for (;;) {
    const run = github.checkRuns(REPOSITORY, sha).findLast(({ name }) => name.startsWith('grading / '));

    if (run !== undefined && run.status !== status) {
      status = run.status;
      say(`check "${run.name}": ${status}${run.conclusion === null ? '' : ` (${run.conclusion})`}`);
    }

    const told = github.comments(REPOSITORY, 1).some(({ body }) => body.includes(sha.slice(0, 7)));
    if (status === 'completed' && told) break;
    await sleep(200, undefined, { signal });
  }

  await sleep(500, undefined, { signal });
}

async function show(
  github: GitHubServer,
  {
    store,
  }: {
    store: {
      submissions: { forPullRequest(id: number, number: number): Promise<Submission[]> };
      runs: { latestReport(id: string): Promise<GradingReport | undefined> };
    };
  },
  repositoryId: number,
  number: number,
  { colour }: DemoArguments,
): Promise<void> {
  const line = '─'.repeat(100);
  process.stdout.write(`\n${line}\n`);
  for (const { body } of github.comments(REPOSITORY, number))
    process.stdout.write(`${commentAsText(body)}\n${line}\n`);
  const newest = (await store.submissions.forPullRequest(repositoryId, number)).at(-1);
  const report = newest === undefined ? undefined : await store.runs.latestReport(newest.id);
  if (report === undefined) return;
  const languages = ['ja', 'en'] as const;

  process.stdout.write(
    `${renderTerminal(report, { colour, languages, width: process.stdout.columns ?? 100 })}\n\nWhere the time went:\n`,
  );

  for (const { phase, durationMs } of report.timings) {
    process.stdout.write(`  ${phase.padEnd(8)} ${(durationMs / 1000).toFixed(1).padStart(6)} s\n`);
  }

  process.stdout.write(`${line}\n`);
}
