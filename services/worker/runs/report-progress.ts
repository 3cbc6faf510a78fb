import type { CheckResult } from '../../../graders/contract/check-result.ts';
import type { ExerciseDefinition } from '../../../graders/contract/exercise-definition.ts';
import type { GraderEvent } from '../../../graders/contract/grader-event.ts';
import type { RunProgress } from '../../domain/submissions/run-progress.ts';
import type { Submission } from '../../domain/submissions/submission.ts';

export interface ProgressNeeds {
  progress: { save(submissionId: string, progress: RunProgress): Promise<boolean> };
  publish(message: { v: 1; repositoryId: number; pullNumber: number }): Promise<void>;
  now: () => number;
  /** Least milliseconds between two updates of one run; the first one waits for so long too. */
  everyMs: number;
  logger: { warn(facts: object, message: string): void };
}

/** The most updates of one run: each costs a write of GitHub's hourly ceiling. */
const MOST_UPDATES = 20;

/**
 * Follows one run and lets GitHub show how far it is, now and then. Nobody waits for it: an update that fails or comes too
 * late is left out, and one that is written after the verdict changes nothing.
 */
export function createProgressReporter(
  needs: ProgressNeeds,
  submission: Pick<Submission, 'id' | 'repositoryId' | 'pullNumber'>,
  { checks }: Pick<ExerciseDefinition, 'checks'>,
): (event: GraderEvent) => void {
  const finished: CheckResult[] = [];
  let running: ExerciseDefinition['checks'][number] | undefined;
  let updatedAt = needs.now();
  let updates = 0;

  async function update(): Promise<void> {
    const { id, repositoryId, pullNumber } = submission;

    const isGrading = await needs.progress.save(id, {
      finished: [...finished],
      total: checks.length,
      ...(running === undefined ? {} : { running: running.title }),
    });

    if (isGrading) await needs.publish({ v: 1, repositoryId, pullNumber });
  }

  return (event) => {
    if (event.type === 'check-started') running = checks.find(({ id }) => id === event.id);
    else if (event.type === 'check-finished') {
      finished.push({ ...event.result, findings: [] });
      running = undefined;
    } else return;
    if (updates >= MOST_UPDATES || needs.now() - updatedAt < needs.everyMs) return;
    updatedAt = needs.now();
    updates += 1;

    update().catch((error: unknown) =>
      needs.logger.warn({ submissionId: submission.id, error }, 'progress could not be told'),
    );
  };
}
