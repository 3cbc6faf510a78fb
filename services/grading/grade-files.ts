import { createFindingComposer } from '../../graders/core/compose-finding.ts';
import type { CheckResult } from '../../graders/contract/check-result.ts';
import type { ExerciseDefinition } from '../../graders/contract/exercise-definition.ts';
import type { Finding } from '../../graders/contract/finding.ts';
import type { GraderEvent } from '../../graders/contract/grader-event.ts';
import { Failure } from '../domain/failure.ts';
import type { GradingReport, PhaseTiming } from '../domain/submissions/grading-report.ts';
import type { StartedGrader } from './create-grader-starter.ts';
import type { ReadFiles } from './create-submission-reader.ts';
import type { Exercise } from '../exercise-catalogue/load-exercise.ts';
import { renderSubmission } from './render-submission.ts';
import { judge } from './judge.ts';

/** What grading needs of a cluster; a subset of the domain's `Cluster`. */
export interface GradingCluster {
  nodeImage: string;
  kubernetesVersion: string;
  kubectlPath: string;
  openSandbox(options: {
    podSecurity: 'baseline' | 'restricted';
    signal: AbortSignal;
  }): Promise<{ namespace: string; graderNamespace: string; kubeconfig: string }>;
  renderKustomize(
    files: ReadonlyMap<string, string>,
    folder: string,
    options: { signal: AbortSignal; seconds: number },
  ): Promise<string>;
  /** What the grading process asks about its own cluster from outside. */
  askHost(
    question: { operation: string; request: unknown },
    options: {
      sandbox: { namespace: string; graderNamespace: string };
      tools: readonly string[];
      signal: AbortSignal;
    },
  ): Promise<unknown>;
}

export interface GradeFilesRequest {
  runId: string;
  exercise: Exercise;
  /** Content hash of exercise and kit. */
  exerciseHash: string;
  /** Accepted by `checkListing`. */
  files: ReadonlyMap<string, Uint8Array | string>;
  /** What `checkListing` found; any problem keeps the cluster unused. */
  problems?: readonly Finding[];
  /** What `checkListing` left aside; stands in the report beside what reading leaves out. */
  notes?: readonly Finding[];
  headSha: string;
  attempt: number;
  /** Asked for only when the files themselves are in order. */
  cluster: () => Promise<GradingCluster>;
  signal: AbortSignal;
  onEvent?: ((event: GraderEvent) => void) | undefined;
}

export interface GradeFilesNeeds {
  now: () => number;
  /** Lower-case letters and digits nobody can foresee. */
  nonce: () => string;
  /** Reads files in a process of its own. */
  readFiles: ReadFiles;
  /** Starts the exercise's grading process, before there is a cluster for it. */
  startGrader: (exercise: Exercise) => StartedGrader;
  /** Told what the grading process said for staff, when it said anything. */
  onLog?: (runId: string, log: string) => void;
}

/**
 * Grades the files of one submission: reads them, and when they are in order takes a cluster, renders Kustomize, opens a
 * sandbox and runs the grader, whose process starts while the cluster is made. Refused files give a report in which every check is blocked by `submission`. Throws
 * a Failure for everything that is not the learner's.
 */
export function createFileGrading({ now, nonce, readFiles, startGrader, onLog }: GradeFilesNeeds) {
  return async function gradeFiles(request: GradeFilesRequest): Promise<GradingReport> {
    const { exercise, files, signal } = request;
    const { definition } = exercise;
    const compose = createFindingComposer(exercise.catalogues);
    const startedAt = now();
    const timings: PhaseTiming[] = [];

    const timed = async <Result>(
      phase: PhaseTiming['phase'],
      work: () => Promise<Result>,
    ): Promise<Result> => {
      const from = now();
      const result = await work();
      timings.push({ phase, durationMs: Math.max(0, now() - from) });
      return result;
    };

    const first = await timed('read', () => readFiles({ exercise, files, compose, signal }));
    const notes = [...(request.notes ?? []), ...first.notes];

    const reportOf = (
      checks: readonly CheckResult[],
      problems: readonly Finding[],
      cluster?: GradingCluster,
    ) =>
      ({
        runId: request.runId,
        exercise: { slug: definition.slug, title: definition.title },
        headSha: request.headSha,
        attempt: request.attempt,
        ...judge(checks),
        problems,
        ...(notes.length === 0 ? {} : { notes }),
        checks,
        timings,
        versions: {
          exercise: request.exerciseHash,
          ...(cluster ? { nodeImage: cluster.nodeImage, kubernetes: cluster.kubernetesVersion } : {}),
        },
        startedAt: new Date(startedAt).toISOString(),
        finishedAt: new Date(now()).toISOString(),
      }) satisfies GradingReport;

    const refused = [...(request.problems ?? []), ...first.problems];
    if (refused.length > 0) return reportOf(blockedChecks(definition), refused);

    const grader = startGrader(exercise);

    try {
      const cluster = await timed('cluster', request.cluster);
      const texts = asText(files);

      const { rendered, problems } = await timed('prepare', () =>
        renderSubmission({
          cluster,
          files: texts,
          kustomizations: first.kustomizations,
          readFiles: (made) => readFiles({ exercise, files, rendered: made, compose, signal }),
          compose,
          now,
          signal,
        }),
      );

      if (problems.length > 0) return reportOf(blockedChecks(definition), problems, cluster);

      const sandbox = await cluster.openSandbox({
        podSecurity: definition.podSecurity ?? 'baseline',
        signal,
      });

      const { checks, log } = await timed('grade', () =>
        grader.run({
          request: {
            definition,
            files: Object.fromEntries(texts),
            rendered: Object.fromEntries(rendered),
            kubeconfig: sandbox.kubeconfig,
            namespace: sandbox.namespace,
            graderNamespace: sandbox.graderNamespace,
            nonce: nonce(),
            kubernetesVersion: cluster.kubernetesVersion,
            kubectlPath: cluster.kubectlPath,
            timeLimitSeconds: definition.timeLimitSeconds,
          },
          signal,
          onEvent: request.onEvent,
          answer: (question, within) =>
            cluster.askHost(question, { sandbox, tools: definition.tools ?? [], signal: within }),
        }),
      );

      if (log !== '') onLog?.(request.runId, log);
      requireDeclared(checks, definition);
      return reportOf(checks, [], cluster);
    } finally {
      await grader.discard();
    }
  };
}

function blockedChecks({ checks }: ExerciseDefinition): CheckResult[] {
  return checks.map(({ id, title, points }) => ({
    id,
    title,
    status: 'blocked',
    points,
    earned: 0,
    blockedBy: 'submission',
    findings: [],
    durationMs: 0,
  }));
}

function asText(files: ReadonlyMap<string, Uint8Array | string>): Map<string, string> {
  const decoder = new TextDecoder();
  return new Map(
    [...files].map(([path, content]) => [
      path,
      typeof content === 'string' ? content : decoder.decode(content),
    ]),
  );
}

/** The grading process speaks for itself; points come from exercise.yaml alone. */
function requireDeclared(checks: readonly CheckResult[], { checks: declared }: ExerciseDefinition): void {
  const fits =
    checks.length === declared.length &&
    declared.every(({ id, points }, i) => {
      const check = checks[i];
      return check?.id === id && check.points === points && check.earned <= points;
    });

  if (fits) return;
  const found = checks.map(({ id }) => id).join(', ');
  throw new Failure(
    'grader',
    'grader-output-invalid',
    `Expected one result per check of exercise.yaml, found: ${found}`,
  );
}
