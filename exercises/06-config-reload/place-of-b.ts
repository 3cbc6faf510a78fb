import type { SourcePosition } from '../../graders/contract/finding.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { submittedPlace } from '../../graders/objects/submitted-place.ts';
import { B } from './state.ts';

/** Where a field of app-b stands in v2. */
export function placeOfB(
  context: Pick<GraderContext, 'submission'>,
  ...path: (string | number)[]
): SourcePosition | undefined {
  return submittedPlace(context, { in: 'v2/', kind: 'Deployment', name: B, path });
}
