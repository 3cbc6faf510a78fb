import { apiAnswer, type ApiAnswer } from '../../cluster-access/api-answer.ts';
import { ApplyApi } from '../../cluster-access/apply-api.ts';
import type { Finding } from '../../contract/finding.ts';
import { eventually } from '../../core/eventually.ts';
import type { GraderContext } from '../../core/grader-context.ts';
import { Mismatch } from '../../core/mismatch.ts';
import type { SubmittedObject } from '../../submission/submitted-files.ts';
import { applyOrder } from './apply-order.ts';
import { explainRefusal } from './explain-refusal.ts';

export interface ApplyOptions {
  /** Who owns the fields; `learner` unless told. */
  fieldManager?: string;
  /** Take fields over from other managers instead of reporting a conflict. */
  force?: boolean;
  /** Let the API server check everything and store nothing. */
  dryRun?: boolean;
}

/** Milliseconds during which an API server that does not answer is asked again. */
const PATIENCE_MS = 10_000;

/** How answers begin that are about the object although their status says otherwise. */
const ABOUT_THE_OBJECT =
  /^(?:failed to (?:create typed patch|convert new) object |unsupported role reference kind: )/;

/** An object that the API server did not take, and why, with file and line. */
export interface Refusal {
  object: SubmittedObject;
  findings: readonly Finding[];
}

/**
 * Applies a learner's objects on the server as the learner, configuration before workloads, with strict field validation.
 * Every object is tried; all refusals together are thrown as one final `Mismatch` with file and line. An
 * API server that cannot be reached, or that speaks of itself, is thrown as itself.
 */
export async function applyObjects(
  context: GraderContext,
  objects: readonly SubmittedObject[],
  options: ApplyOptions = {},
): Promise<void> {
  const refusals = await applyEach(context, objects, options);
  if (refusals.length > 0)
    throw new Mismatch(
      refusals.flatMap(({ findings }) => findings),
      { final: true },
    );
}

/**
 * The same for checks that look at some of the objects only: returns the refusals instead, so that one faulty object
 * does not fail the check of another.
 */
export async function applyEach(
  context: GraderContext,
  objects: readonly SubmittedObject[],
  { fieldManager = 'learner', force = false, dryRun = false }: ApplyOptions = {},
): Promise<Refusal[]> {
  const api = context.cluster.learner.config.makeApiClient(ApplyApi);
  const refusals: Refusal[] = [];

  for (const object of applyOrder(objects)) {
    const attempt = async (): Promise<void> => {
      const manifest = structuredClone(object.value);
      manifest.metadata.namespace = context.namespace;
      await api.apply(manifest, { fieldManager, force, dryRun });
    };

    const findings = await refusalsOf(context, object, attempt);
    if (findings.length > 0) refusals.push({ object, findings });
  }

  return refusals;
}

async function refusalsOf(
  context: GraderContext,
  object: SubmittedObject,
  attempt: () => Promise<void>,
): Promise<readonly Finding[]> {
  try {
    await eventually(
      context,
      () =>
        attempt().catch((error: unknown) => {
          const answer = apiAnswer(error);
          const findings = answer && explainRefusal(answer, object, context.finding);
          throw findings ? new Mismatch(findings, { final: isCertain(answer) }) : error;
        }),
      { within: PATIENCE_MS, every: 500 },
    );

    return [];
  } catch (error) {
    if (error instanceof Mismatch) return error.findings;
    throw error;
  }
}

/**
 * Whether asking again would bring the same answer. A conflict without fields and an error inside the API server may pass;
 * where they last, they are about the manifest like any other answer.
 */
function isCertain({ code = 0, message = '' }: ApiAnswer): boolean {
  if (code === 409) return !message.includes('the object has been modified');
  return code < 500 || ABOUT_THE_OBJECT.test(message);
}
