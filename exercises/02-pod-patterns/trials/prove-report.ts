import { asFinal } from '../../../graders/core/as-final.ts';
import { apiStatus } from '../../../graders/cluster-access/api-errors.ts';
import { containersOf } from '../../../graders/containers/containers-of.ts';
import { eventually } from '../../../graders/core/eventually.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import type { Trial } from '../../../graders/trials/with-trials.ts';
import { readReport } from '../read-report.ts';
import type { Pod } from '../app-pods.ts';
import { FOUND } from './job-trials.ts';

/** Beside the grader's sidecar `main` must have written the line where that sees it, and must print what that serves. */
export async function expectReadBack(context: GraderContext, word: string, trial: Trial): Promise<void> {
  const look = async () => {
    const pod = await trial.pod();
    const printed = await readReport(context, pod);
    const found = printed.slice(-300) || '""';
    const ended = hasEnded(pod, 'main');

    if (!printed.includes(word)) {
      const mismatch = context.mismatch('report-not-read-back', {}, { expected: word, found });
      throw ended ? asFinal(mismatch) : mismatch;
    }

    if (await hasFound(context, pod, 'logs')) return;
    const mismatch = context.mismatch('report-not-written', {});
    throw pod.status?.phase === 'Succeeded' ? asFinal(mismatch) : mismatch;
  };

  await eventually(context, look, { within: 60_000, every: 500 });
}

/** The learner's sidecar must serve the line that `main` has written. */
export async function expectServed(context: GraderContext, trial: Trial): Promise<void> {
  const look = async () => {
    if (!(await hasFound(context, await trial.pod(), 'saiten-guest')))
      throw context.mismatch('report-not-served', {});
  };

  await eventually(context, look, { within: 60_000, every: 500 });
}

function hasEnded(pod: Pod, container: string): boolean {
  return containersOf(pod).some(
    ({ name, exitCode, running }) => name === container && exitCode === 0 && !running,
  );
}

/** Whether a container of the grader's has said so; not while it has no log. */
async function hasFound(
  { cluster, namespace }: GraderContext,
  pod: Pod,
  container: string,
): Promise<boolean> {
  try {
    const name = pod.metadata?.name ?? '';

    const log = await cluster.grader.core.readNamespacedPodLog({
      namespace,
      name,
      container,
      limitBytes: 4096,
    });

    return log.includes(FOUND);
  } catch (error) {
    if (apiStatus(error) === 400 || apiStatus(error) === 404) return false;
    throw error;
  }
}
