import type { SourcePosition } from '../../graders/contract/finding.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { submittedPlace } from '../../graders/objects/submitted-place.ts';

/** Where a field of Deployment web is written in `v1/` or `v2/`. */
export function place(
  context: GraderContext,
  folder: 'v1/' | 'v2/',
  ...path: (string | number)[]
): SourcePosition | undefined {
  return submittedPlace(context, { in: folder, kind: 'Deployment', name: 'web', path });
}
