import { applyObjects } from '../../../graders/objects/apply/apply-objects.ts';
import { fieldPath } from '../../../graders/objects/apply/field-path.ts';
import type { Check } from '../../../graders/core/define-grader.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import {
  desiredState,
  isSameState,
  type DesiredState,
} from '../../../graders/objects/ownership/desired-state.ts';
import { ownedFields } from '../../../graders/objects/ownership/owned-fields.ts';
import { withoutField } from '../../../graders/objects/ownership/without-field.ts';
import { valueAt } from '../../../graders/submission/value-at.ts';
import { readDeployment } from '../../../graders/workloads/read-deployment.ts';
import { manifestOf, WEB, type Manager } from '../managers.ts';
import type { State } from '../state.ts';

const LOG_LEVEL = '.spec.template.spec.containers[name="web"].env[name="LOG_LEVEL"]';

/**
 * The fields the README gives to the overlay, and what becomes of them when nobody sets them. `mustSet` is the part that
 * has to be there, where it is not the whole.
 */
const OVERLAY_FIELDS: readonly { field: string; byDefault?: number; mustSet?: string }[] = [
  { field: '.metadata.labels.env' },
  { field: '.metadata.annotations["example.com/contact"]' },
  { field: '.spec.replicas', byDefault: 1 },
  { field: LOG_LEVEL, mustSet: `${LOG_LEVEL}.value` },
];

/** What the overlay no longer says is gone from the object, and nothing else is. */
export const fieldRemoval: Check<State> = {
  id: 'field-removal',
  needs: ['field-owners'],
  async run(context) {
    await requireFields(context);
    const overlay = manifestOf(context, 'overlay');
    const first = Math.floor(context.random() * OVERLAY_FIELDS.length);
    const fields = [...OVERLAY_FIELDS.slice(first), ...OVERLAY_FIELDS.slice(0, first)];

    for (const { field, byDefault } of fields) {
      const position = overlay.positionOf(fieldPath(field, overlay.value));
      const before = desiredState(await readDeployment(context, WEB));
      const reduced = withoutField(overlay.value, fieldPath(field, overlay.value));
      await applyObjects(context, [{ ...overlay, value: reduced }], { fieldManager: 'overlay' });
      const after = desiredState(await readDeployment(context, WEB));

      if (!isSameState(after, expectedState(before, field, byDefault))) {
        const found = JSON.stringify(valueAt(after, fieldPath(field, after))) ?? 'another field changed';
        throw context.mismatch('removal-not-exact', { field: field.slice(1) }, { position, found });
      }

      await applyObjects(context, [overlay], { fieldManager: 'overlay' });
    }
  },
};

async function requireFields(context: GraderContext): Promise<void> {
  const { metadata, spec } = await readDeployment(context, WEB);
  const overlay = manifestOf(context, 'overlay');
  const base = manifestOf(context, 'base');

  const owns = (manager: Manager, field: string): boolean =>
    ownedFields(metadata.managedFields, manager).some(
      (owned) => owned === field || owned.startsWith(`${field}.`),
    );

  const required = OVERLAY_FIELDS.map(({ field, mustSet = field }) => mustSet);
  const missing = required.filter((field) => !owns('overlay', field));

  const findings = missing.map((field) => {
    const [id, { value, positionOf }] = owns('base', field)
      ? (['overlay-field-in-base', base] as const)
      : (['overlay-field-missing', overlay] as const);

    return context.finding(id, { field: field.slice(1) }, { position: positionOf(fieldPath(field, value)) });
  });

  if (findings.length > 0) throw new Mismatch(findings);
  if (spec.replicas >= 2 && spec.replicas <= 4) return;
  const position = overlay.positionOf(['spec', 'replicas']);
  throw context.mismatch('replicas-out-of-range', { replicas: spec.replicas }, { position });
}

function expectedState(before: DesiredState, field: string, byDefault: number | undefined): DesiredState {
  const removed = withoutField(before, fieldPath(field, before));
  if (byDefault === undefined) return removed;
  return { ...removed, spec: { ...(removed.spec as Record<string, unknown>), replicas: byDefault } };
}
