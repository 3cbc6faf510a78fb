import type { GraderContext } from '../../graders/core/grader-context.ts';
import { submittedPlace } from '../../graders/objects/submitted-place.ts';

/** Where cron.yaml says something about one of its CronJobs. */
export function cronPlace(
  context: GraderContext,
  name: 'tick' | 'nightly',
  path: readonly (string | number)[],
): ReturnType<typeof submittedPlace> {
  return submittedPlace(context, { in: 'cron.yaml', kind: 'CronJob', name, path });
}
