import type { GraderContext } from '../../graders/core/grader-context.ts';
import { submittedPlace } from '../../graders/objects/submitted-place.ts';

/** Where job.yaml says something about Job `shards`. */
export function jobPlace(
  context: GraderContext,
  path: readonly (string | number)[],
): ReturnType<typeof submittedPlace> {
  return submittedPlace(context, { in: 'job.yaml', kind: 'Job', name: 'shards', path });
}
