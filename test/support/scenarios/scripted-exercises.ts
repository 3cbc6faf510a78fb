import { setTimeout as sleep } from 'node:timers/promises';
import { createFindingComposer } from '../../../graders/core/compose-finding.ts';
import type { ExerciseDefinition } from '../../../graders/contract/exercise-definition.ts';
import { loadKitMessages } from '../../../graders/core/load-messages.ts';
import { checkListing } from '../../../graders/submission/listing/check-listing.ts';
import { NO_FOLDER } from '../../../services/grading/no-folder.ts';
import { Failure } from '../../../services/domain/failure.ts';
import { composeEvidence } from '../../../services/worker/evidence/compose-evidence.ts';
import type { ComposeEvidence } from '../../../services/worker/evidence/compose-in-process.ts';
import type { GradableExercise } from '../../../services/worker/runs/run-submission.ts';
import { buildCheck, buildFinding, buildReport } from '../builders/grading-report.ts';

/** What a submission may ask of the scripted grader, in `answer.yaml`: `outcome: passes`. */
const OUTCOMES = [
  'passes',
  'fails',
  'fails-at-first',
  'many-findings',
  'refused',
  'times-out',
  'grader-bug',
  'cluster-fails-once',
  'cluster-fails-always',
  'waits',
  'slow-checks',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

const SLUGS = ['02-batch-jobs', '03-config', '04-probes'] as const;

/** The files of an exercise that asks for an outcome. */
export function answer(outcome: Outcome, { folder = '02-batch-jobs', note = '' } = {}) {
  const path = folder === '' ? 'answer.yaml' : `${folder}/answer.yaml`;
  return { [path]: `outcome: ${outcome}\n${note === '' ? '' : `note: ${note}\n`}` };
}

export interface ScriptedExercises {
  titles: ReadonlyMap<string, { en: string; ja: string }>;
  get(slug: string): Promise<GradableExercise>;
  composeEvidence: ComposeEvidence;
  /** Lets submissions of a commit that wait go on. */
  release(headSha: string): void;
  /** Lets them wait from now on. */
  hold(headSha: string): void;
  /** How often a commit was graded, tries included. */
  graded(headSha: string): number;
}

const compose = createFindingComposer([loadKitMessages()]);

/** Exercises whose grader does what the submission says: everything around it is real. */
export function scriptedExercises(): ScriptedExercises {
  const released = new Set<string>();
  const tries = new Map<string, number>();
  const titles = new Map(SLUGS.map((slug) => [slug, { en: `Exercise ${slug}`, ja: `課題 ${slug}` }]));

  return {
    titles,
    composeEvidence: async (material) => composeEvidence(material),
    release: (headSha) => void released.add(headSha),
    hold: (headSha) => void released.delete(headSha),
    graded: (headSha) => tries.get(headSha) ?? 0,
    async get(slug) {
      return {
        definition: definitionOf(slug),
        hash: 'scripted',
        rules: {
          kustomizations: () => [],
          references: async () => [],
          checkListing: (listing, surroundings) =>
            checkListing(listing, definitionOf(slug), compose, surroundings),
          tooManyFiles: () => compose('repository-too-large'),
          noFolder: ({ path, type }) =>
            compose(NO_FOLDER[type], { path }, { position: { file: '', line: 1 } }),
        },
        async grade({ files, problems, notes, runId, headSha, attempt, cluster, signal, onEvent }) {
          const count = (tries.get(headSha) ?? 0) + 1;
          tries.set(headSha, count);

          const common = {
            ...{ runId, headSha, attempt, exercise: { slug, title: definitionOf(slug).title } },
            ...(notes.length === 0 ? {} : { notes }),
          };

          if (problems.length > 0)
            return buildReport({ ...common, problems, checks: [buildCheck({ status: 'blocked' })] });
          const outcome = outcomeOf(files);

          if (outcome === 'refused') {
            const problem = buildFinding({ position: { file: 'answer.yaml', line: 1 } });
            return buildReport({
              ...common,
              problems: [problem],
              checks: [buildCheck({ status: 'blocked' })],
            });
          }

          if (outcome === 'cluster-fails-always' || (outcome === 'cluster-fails-once' && count === 1))
            throw new Failure('infrastructure', 'cluster-not-ready', 'the cluster did not become ready');
          await cluster({ profile: 'single', tools: [], signal });
          while (outcome === 'waits' && !released.has(headSha)) await sleep(50, undefined, { signal });
          const isFirst = outcome === 'fails-at-first' && count === 1;
          return report(isFirst ? 'fails' : outcome, common, onEvent, signal);
        },
      };
    },
  };

  async function report(
    outcome: Outcome,
    common: Pick<ReturnType<typeof buildReport>, 'runId' | 'headSha' | 'attempt' | 'exercise'>,
    onEvent: Parameters<GradableExercise['grade']>[0]['onEvent'],
    signal: AbortSignal,
  ) {
    switch (outcome) {
      case 'fails':
        return buildReport({ ...common, checks: [buildCheck({ status: 'fail' })] });

      case 'many-findings': {
        const finding = (line: number) =>
          buildFinding({ position: { file: 'answer.yaml', line }, found: `value ${line}`, evidence: [] });

        const findings = Array.from({ length: 50 }, (_, index) => finding(index + 1));
        const later = Array.from({ length: 30 }, (_, index) => finding(index + 51));
        return buildReport({
          ...common,
          checks: [
            buildCheck({ id: 'first', status: 'fail', findings }),
            buildCheck({ id: 'second', status: 'fail', findings: later }),
          ],
        });
      }

      case 'times-out':
        return buildReport({ ...common, fault: 'timeout', checks: [buildCheck({ status: 'fail' })] });
      case 'grader-bug':
        return buildReport({
          ...common,
          verdict: 'not-graded',
          fault: 'grader',
          failureCode: 'check-crashed',
          checks: [buildCheck({ status: 'error', fault: 'grader' })],
        });

      case 'slow-checks': {
        const check = buildCheck();

        for (let number = 0; number < 6; number++) {
          onEvent({ type: 'check-started', id: check.id });
          await sleep(1000, undefined, { signal });
          onEvent({ type: 'check-finished', result: check });
        }

        return buildReport({ ...common, checks: [check] });
      }

      default:
        return buildReport({ ...common, checks: [buildCheck()] });
    }
  }
}

function definitionOf(slug: string): ExerciseDefinition {
  return {
    slug,
    chapter: 2,
    level: 'L1',
    covers: ['2.1'],
    title: { en: `Exercise ${slug}`, ja: `課題 ${slug}` },
    summary: { en: slug, ja: slug },
    profile: 'single',
    submission: { files: [{ path: 'answer.yaml', form: 'document', required: true }], kinds: [] },
    timeLimitSeconds: 60,
    checks: [{ id: 'replicas', points: 20, title: { en: 'Three Pods are ready', ja: '3 つの Pod' } }],
  };
}

function outcomeOf(files: ReadonlyMap<string, Uint8Array>): Outcome {
  const text = Buffer.from(files.get('answer.yaml') ?? new Uint8Array()).toString();
  const word = /^outcome: (\S+)$/m.exec(text)?.[1];
  const found = OUTCOMES.find((outcome) => outcome === word);
  if (found === undefined) throw new Error(`a submission asked for the outcome ${String(word)}: ${text}`);
  return found;
}
