import type { Check } from '../../../graders/core/define-grader.ts';
import { eventually } from '../../../graders/core/eventually.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { readJob } from '../../../graders/jobs/read-job.ts';
import { withTrials } from '../../../graders/trials/with-trials.ts';
import { type Unlabelled, withoutLabels } from '../../../graders/objects/without-labels.ts';
import type { Pod } from '../app-pods.ts';
import { applyJob } from '../apply-submission.ts';
import { completedPod } from '../completed-pod.ts';
import { container } from '../container.ts';
import type { Given } from '../given.ts';
import { readReport } from '../read-report.ts';
import { withGuest, withOurSidecar } from '../trials/job-trials.ts';
import { expectReadBack, expectServed } from '../trials/prove-report.ts';

export const jobCompletes: Check<Given> = {
  id: 'job-completes',
  async run(context, { token }) {
    const line = `report ${token}`;
    await applyJob(context);
    const job = await readJob(context, 'report');
    const pod = await eventually(context, () => completedPod(context), { within: 120_000, every: 500 });
    const logs = container(context, pod, 'logs', 'sidecar');
    const main = container(context, pod, 'main', 'main');
    if (logs.startedAt === undefined || (logs.finishedAt ?? Infinity) < (main.finishedAt ?? 0))
      throw context.mismatch('job-sidecar-not-beside', {});
    await expectReport(context, line, pod);
    await expectCauses(context, line, withoutLabels(job.spec?.template ?? {}));
  },
};

async function expectReport(context: GraderContext, line: string, pod: Pod): Promise<void> {
  const output = await readReport(context, pod);
  if (output.split(/[\r\n]+/).some((text) => text.trim() === line)) return;
  throw context.mismatch('report-missing', {}, { expected: line, found: output.trim().slice(-300) || '""' });
}

/** The line can be printed without any log: what `main` prints beside another sidecar, and what the sidecar serves, cannot. */
async function expectCauses(
  context: GraderContext,
  line: string,
  { spec, annotations }: Unlabelled,
): Promise<void> {
  const word = `word-${Math.floor(context.random() * 1e12).toString(36)}`;
  const specs = { report: withOurSidecar(spec, line, word), guest: withGuest(spec, line) };

  await withTrials(context, { specs, annotations }, async ({ report, guest }) => {
    const outcomes = await Promise.allSettled([
      expectReadBack(context, word, report),
      expectServed(context, guest),
    ]);

    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  });
}
