import { applyObjects } from '../../../graders/objects/apply/apply-objects.ts';
import { fieldPath } from '../../../graders/objects/apply/field-path.ts';
import type { Finding } from '../../../graders/contract/finding.ts';
import type { Check } from '../../../graders/core/define-grader.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import { ownedFields } from '../../../graders/objects/ownership/owned-fields.ts';
import { readDeployment } from '../../../graders/workloads/read-deployment.ts';
import { fileOf, MANAGERS, manifestOf, WEB, type Manager } from '../managers.ts';
import type { State } from '../state.ts';

/** Both orders, each manager twice: what one writes must never stand in the other's way. */
const ROUNDS: readonly Manager[] = ['base', 'overlay', 'overlay', 'base'];

/** Two managers apply their parts of one object without force, and no field belongs to both. */
export const fieldOwners: Check<State> = {
  id: 'field-owners',
  async run(context) {
    for (const manager of MANAGERS) manifestOf(context, manager);
    for (const manager of ROUNDS)
      await applyObjects(context, [manifestOf(context, manager)], { fieldManager: manager });
    const { metadata } = await readDeployment(context, WEB);
    const base = ownedFields(metadata.managedFields, 'base');
    const overlay = ownedFields(metadata.managedFields, 'overlay');

    const findings = [
      ...ownsNothing(context, 'base', base),
      ...ownsNothing(context, 'overlay', overlay),
      ...overlay.filter((field) => base.includes(field)).map((field) => ownedTwice(context, field)),
    ];

    if (findings.length > 0) throw new Mismatch(findings.slice(0, 10));
  },
};

function ownsNothing(context: GraderContext, manager: Manager, fields: readonly string[]): Finding[] {
  if (fields.length > 0) return [];
  const file = fileOf(manager);
  return [context.finding('manager-owns-nothing', { file }, { position: { file, line: 1 } })];
}

function ownedTwice(context: GraderContext, field: string): Finding {
  const { value, positionOf } = manifestOf(context, 'overlay');
  const position = positionOf(fieldPath(field, value));
  return context.finding('field-owned-twice', { field: field.replace(/^\./, '') }, { position });
}
