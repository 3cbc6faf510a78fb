import type { Finding } from '../../../graders/contract/finding.ts';
import type { Check } from '../../../graders/core/define-grader.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import type { SubmittedDocument } from '../../../graders/submission/submitted-files.ts';
import type { ApplyOwn } from '../apply-own.ts';
import { GENERATION_EDITS, performEdit } from '../generation-edits.ts';
import { performDeletion, PROPAGATIONS } from '../owned-tree.ts';
import { readPredictions, type Prediction } from '../predictions.ts';
import type { State } from '../state.ts';

const DELETION_WORDS = [
  ['replica-set', ['kept', 'deleted']],
  ['pod', ['kept', 'deleted']],
  ['deployment-waits', ['yes', 'no']],
] as const;

/**
 * The grader does what edits.yaml predicts. A single yes or no can be guessed, so each of the two groups counts as a
 * whole or not at all.
 */
export const predictions: Check<State> = {
  id: 'predictions',
  async run(context, { applyOwn }) {
    const [document] = context.submission.documents('edits.yaml');
    if (document === undefined) throw new Error('edits.yaml is required but has no document');

    const groups = [
      await findingsOf(generationGroup(context, applyOwn, document)),
      await findingsOf(deletionGroup(context, applyOwn, document)),
    ];

    const right = groups.filter((findings) => findings.length === 0).length;
    return { share: right / groups.length, findings: groups.flat() };
  },
};

async function findingsOf(group: Promise<void>): Promise<readonly Finding[]> {
  try {
    await group;
    return [];
  } catch (error) {
    if (error instanceof Mismatch) return error.findings;
    throw error;
  }
}

async function generationGroup(
  context: GraderContext,
  applyOwn: ApplyOwn,
  document: SubmittedDocument,
): Promise<void> {
  const places = GENERATION_EDITS.map(({ id }) => ({ path: ['generation', id], allowed: ['yes', 'no'] }));
  const predicted = readPredictions(context, document, places);

  const seen = await Promise.all(
    GENERATION_EDITS.map(async (edit) => {
      const { before, after } = await performEdit(applyOwn, edit, randomName(context));
      return after > before ? 'yes' : 'no';
    }),
  );

  expectAllRight(context, 'generation', document, predicted, seen);
}

async function deletionGroup(
  context: GraderContext,
  applyOwn: ApplyOwn,
  document: SubmittedDocument,
): Promise<void> {
  const places = PROPAGATIONS.flatMap((propagation) =>
    DELETION_WORDS.map(([word, allowed]) => ({ path: ['deletion', propagation, word], allowed })),
  );

  const predicted = readPredictions(context, document, places);

  const seen = await Promise.all(
    PROPAGATIONS.map(async (propagation) => {
      const deletion = await performDeletion(context, applyOwn, propagation, randomName(context));
      return DELETION_WORDS.map(([word]) => deletion[word]);
    }),
  );

  expectAllRight(context, 'deletion', document, predicted, seen.flat());
}

/**
 * One finding for the whole group. It tells neither which prediction is wrong nor how many are: each has two words, so
 * whoever may try often enough would read the answers from either.
 */
function expectAllRight(
  context: GraderContext,
  group: 'generation' | 'deletion',
  document: SubmittedDocument,
  predicted: readonly Prediction[],
  seen: readonly string[],
): void {
  if (predicted.every(({ value }, index) => value === seen[index])) return;
  const position = document.positionOf([group]);
  throw context.mismatch(`${group}-mispredicted`, { total: predicted.length }, { position });
}

/** Nothing the learner wrote can know it. */
function randomName({ random }: GraderContext): string {
  return `edit-${Math.floor(random() * 36 ** 8)
    .toString(36)
    .padStart(8, '0')}`;
}
