import { applyEach, type Refusal } from '../../graders/objects/apply/apply-objects.ts';
import { leftOutNotes } from '../../graders/objects/apply/left-out-notes.ts';
import { onlySubjects, type Subject } from '../../graders/objects/apply/only-subjects.ts';
import type { Finding } from '../../graders/contract/finding.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import { BATCH_WORK } from './batch-work.ts';

/** What became of the objects of one file. */
export interface AppliedFile {
  refusals: readonly Refusal[];
  /** What was left out, and what was refused beside the asked-for objects: said to the learner, costs nothing by itself. */
  notes: readonly Finding[];
}

/**
 * Applies a file's asked-for workloads and its ConfigMaps, object by object. Other workloads are not started, and a
 * ConfigMap of the given one's name does not replace it.
 */
export async function applyBatch(
  context: GraderContext,
  file: 'job.yaml' | 'cron.yaml',
  subjects: readonly Subject[],
): Promise<AppliedFile> {
  const { selected, leftOut } = onlySubjects(context.submission.objects(file), subjects);

  const isGiven = ({ value }: (typeof selected)[number]) =>
    value.kind === 'ConfigMap' && value.metadata.name === BATCH_WORK;

  const refusals = await applyEach(
    context,
    selected.filter((object) => !isGiven(object)),
  );

  const beside = refusals.filter(({ object }) => object.value.kind === 'ConfigMap');
  return {
    refusals,
    notes: [
      ...beside.flatMap(({ findings }) => findings),
      ...leftOutNotes(context, leftOut),
      ...selected
        .filter(isGiven)
        .map(({ positionOf }) =>
          context.finding('given-map-kept', {}, { position: positionOf(['metadata', 'name']) }),
        ),
    ],
  };
}

/** Throws what the API server said when it refused that object. */
export function expectTaken({ refusals }: AppliedFile, { kind, name }: Subject): void {
  const refusal = refusals.find(
    ({ object }) => object.value.kind === kind && object.value.metadata.name === name,
  );

  if (refusal) throw new Mismatch(refusal.findings, { final: true });
}
