import { asFinal } from '../../graders/core/as-final.ts';
import { eventually } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { isComplete } from '../../graders/workloads/is-complete.ts';
import { missedDeadline } from '../../graders/workloads/missed-deadline.ts';
import { readDeployment } from '../../graders/workloads/read-deployment.ts';
import { place } from './place.ts';

/** The README says 60 seconds; the rest is for the machine. */
const DEADLINE_SECONDS = 75;
/** Milliseconds in which a pod without a working readiness probe would have been taken for ready. */
const TIME_TO_BE_ACCEPTED = 15_000;

/**
 * Waits until Deployment web reports that its newest revision makes no progress. Throws a Mismatch
 * `bad-revision-accepted` when that revision was rolled out instead, `deadline-too-late` when no report came;
 * a deadline that cannot pass in time is not waited for.
 */
export async function expectMissedDeadline(context: GraderContext): Promise<void> {
  const startedAt = context.clock.now();

  const look = async () => {
    const deployment = await readDeployment(context, 'web');
    if (missedDeadline(deployment)) return;

    if (isComplete(deployment)) {
      const position = place(context, 'v2/', 'spec', 'template', 'spec', 'containers', 0, 'readinessProbe');
      throw asFinal(context.mismatch('bad-revision-accepted', {}, { position }));
    }

    const deadline = deployment.spec.progressDeadlineSeconds ?? 600;
    const position = place(context, 'v2/', 'spec', 'progressDeadlineSeconds');

    const late = context.mismatch(
      'deadline-too-late',
      {},
      {
        position,
        expected: 'condition Progressing=False, reason ProgressDeadlineExceeded, within 60 s',
        found: `progressDeadlineSeconds ${deadline}`,
      },
    );

    const hopeless = deadline > DEADLINE_SECONDS && context.clock.now() - startedAt > TIME_TO_BE_ACCEPTED;
    throw hopeless ? asFinal(late) : late;
  };

  await eventually(context, look, { within: DEADLINE_SECONDS * 1000 });
}
