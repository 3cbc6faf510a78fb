import type { Finding } from '../../contract/finding.ts';
import type { GraderContext } from '../../core/grader-context.ts';
import type { SubmittedObject } from '../../submission/submitted-files.ts';

/** Tells the learner which workloads were not started, each once and at its line. */
export function leftOutNotes(
  { finding }: Pick<GraderContext, 'finding'>,
  leftOut: readonly SubmittedObject[],
): Finding[] {
  const byName = new Map(
    leftOut.map((object) => [`${object.value.kind} ${object.value.metadata.name}`, object]),
  );

  return Array.from(byName, ([object, { positionOf }]) =>
    finding('workload-not-started', { object }, { position: positionOf(['kind']) }),
  );
}
