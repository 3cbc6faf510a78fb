import { applyObjects } from '../../../../graders/objects/apply/apply-objects.ts';
import { connect } from '../../../../graders/cluster-access/connect.ts';
import { createFindingComposer } from '../../../../graders/core/compose-finding.ts';
import type { ExerciseDefinition } from '../../../../graders/contract/exercise-definition.ts';
import type { Finding } from '../../../../graders/contract/finding.ts';
import { createContext } from '../../../../graders/core/create-context.ts';
import type { GraderContext } from '../../../../graders/core/grader-context.ts';
import { loadKitMessages } from '../../../../graders/core/load-messages.ts';
import { Mismatch } from '../../../../graders/core/mismatch.ts';
import { readSubmission } from '../../../../graders/submission/read-submission.ts';
import { systemClock } from '../../../../graders/core/system-clock.ts';
import { stringify } from 'yaml';
import type { Cluster, Sandbox } from '../../../../services/domain/clusters/cluster.ts';
import type { AbuseCase } from './abuse-case.ts';

/** Where a submission ended, and what its learner reads. */
export interface Outcome {
  by: 'reading' | 'api-server' | 'applied';
  findings: readonly Finding[];
}

const FILE = 'app.yaml';
const compose = createFindingComposer([loadKitMessages()]);

/** The file a learner pushes; words in braces are replaced by what is known only when the cluster is there. */
export function fileOf({ manifests }: AbuseCase, words: Readonly<Record<string, string>>): string {
  const text =
    typeof manifests === 'string'
      ? manifests
      : manifests.map((manifest) => stringify(manifest, { aliasDuplicateObjects: false })).join('---\n');

  return text.replace(/\{([A-Z_]+)\}/g, (whole, word: string) => words[word] ?? whole);
}

/** Reads the file as intake does, for an exercise that allows the kinds of the case. */
export function readCase(abuse: AbuseCase, text: string) {
  return readSubmission({ files: new Map([[FILE, text]]) }, exerciseFor(abuse), compose);
}

/** Submits as a run does: reads, then applies as the learner what was read. */
export async function submit(
  abuse: AbuseCase,
  text: string,
  cluster: Cluster,
  sandbox: Sandbox,
): Promise<Outcome> {
  const { files, problems } = readCase(abuse, text);
  if (problems.length > 0) return { by: 'reading', findings: problems };
  const refusals = await refusalsOf(contextOf(files, cluster, sandbox), false);
  return refusals === undefined ? { by: 'applied', findings: [] } : { by: 'api-server', findings: refusals };
}

/** What the API server says to the same objects when nobody has read them; nothing is stored. */
export async function submitUnread(
  abuse: AbuseCase,
  text: string,
  cluster: Cluster,
  sandbox: Sandbox,
): Promise<readonly Finding[]> {
  const { files } = readCase(abuse, text);
  return (await refusalsOf(contextOf(files, cluster, sandbox), true)) ?? [];
}

/** A grader's context for a sandbox. */
function contextOf(
  submission: GraderContext['submission'],
  cluster: Cluster,
  { namespace, graderNamespace, kubeconfig }: Sandbox,
): GraderContext {
  return createContext({
    submission,
    cluster: connect({
      kubeconfig,
      kubernetesVersion: cluster.kubernetesVersion,
      kubectl: () => Promise.reject(new Error('No case runs kubectl.')),
    }),
    namespace,
    graderNamespace,
    seed: 'abuse',
    clock: systemClock,
    signal: new AbortController().signal,
    compose,
  });
}

async function refusalsOf(context: GraderContext, dryRun: boolean): Promise<readonly Finding[] | undefined> {
  try {
    await applyObjects(context, context.submission.objects(FILE), { dryRun });
    return undefined;
  } catch (error) {
    if (error instanceof Mismatch) return error.findings;
    throw error;
  }
}

function exerciseFor({ manifests, allowing }: AbuseCase): ExerciseDefinition {
  const own = typeof manifests === 'string' ? [] : manifests.map(kindOf);
  return {
    submission: { files: [{ path: FILE, form: 'manifests', required: true }], kinds: allowing ?? own },
  } as unknown as ExerciseDefinition;
}

function kindOf(manifest: object): string {
  const { apiVersion, kind } = manifest as { apiVersion: string; kind: string };
  return `${apiVersion}/${kind}`;
}
