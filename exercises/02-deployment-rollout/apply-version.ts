import { applyObjects } from '../../graders/objects/apply/apply-objects.ts';
import { leftOutNotes } from '../../graders/objects/apply/left-out-notes.ts';
import { onlySubjects } from '../../graders/objects/apply/only-subjects.ts';
import type { Finding } from '../../graders/contract/finding.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { replaceWords } from '../../graders/submission/replace-words.ts';
import type { SubmittedObject } from '../../graders/submission/submitted-files.ts';
import { findingsOf } from './findings-of.ts';
import { WEB, type State } from './state.ts';

/**
 * Applies a version with the drawn words in it, and no workload but Deployment web. A refused Deployment or Service web is
 * thrown as a Mismatch; a refused budget goes to the check on budgets, and what else was refused or left out is returned
 * as notes: one faulty object fails no other one's check.
 */
export async function applyVersion(
  context: GraderContext,
  state: Pick<State, 'words' | 'budgets'>,
  folder: 'v1/' | 'v2/',
): Promise<readonly Finding[]> {
  const objects = replaceWords(context.submission.objects(folder), state.words);
  const { selected, leftOut } = onlySubjects(objects, [{ kind: 'Deployment', name: WEB }]);
  const serving = selected.filter(isServing);
  const budgets = selected.filter(isBudget);
  const others = selected.filter((object) => !isServing(object) && !isBudget(object));
  const refused = await findingsOf(applyObjects(context, others));
  state.budgets.push(...(await findingsOf(applyObjects(context, budgets))));
  await applyObjects(context, serving);
  return [...refused, ...leftOutNotes(context, leftOut)];
}

function isServing({ value }: SubmittedObject): boolean {
  return value.metadata.name === WEB && ['Deployment', 'Service'].includes(value.kind);
}

function isBudget({ value }: SubmittedObject): boolean {
  return value.kind === 'PodDisruptionBudget';
}
