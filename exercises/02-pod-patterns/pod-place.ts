import type { GraderContext } from '../../graders/core/grader-context.ts';
import { submittedPlace } from '../../graders/objects/submitted-place.ts';

const WORKLOADS = {
  'app.yaml': { kind: 'Deployment', name: 'app' },
  'job.yaml': { kind: 'Job', name: 'report' },
};

/** Where the learner wrote a field of the pod template; the nearest parent stands in for one that is not there. */
export function podPlace(
  context: GraderContext,
  file: keyof typeof WORKLOADS,
  path: readonly (string | number)[],
): ReturnType<typeof submittedPlace> {
  return submittedPlace(context, {
    in: file,
    ...WORKLOADS[file],
    path: ['spec', 'template', 'spec', ...path],
  });
}
