import { unsafeSettings } from '../../../graders/container/unsafe-settings.ts';
import type { Check } from '../../../graders/define-grader.ts';
import { readJob } from '../../../graders/job/read-job.ts';
import { Mismatch } from '../../../graders/mismatch.ts';
import { podsOf } from '../../../graders/workload/pods-of.ts';
import { readDeployment } from '../../../graders/workload/read-deployment.ts';
import { replicaSets } from '../../../graders/workload/replica-sets.ts';
import type { Given } from '../given.ts';
import { podPlace } from '../pod-place.ts';

export const podSafety: Check<Given> = {
  id: 'pod-safety',
  async run(context) {
    const deployment = await readDeployment(context, 'app');
    const job = await readJob(context, 'report');
    const workloads = [
      {
        file: 'app.yaml' as const,
        template: deployment.spec.template,
        owners: await replicaSets(context, deployment),
      },
      { file: 'job.yaml' as const, template: job.spec?.template, owners: [{ uid: job.metadata?.uid ?? '' }] },
    ];
    const findings = [];
    for (const { file, template, owners } of workloads) {
      const pods = await podsOf(context, owners);
      // The template stands in where no pod could be made of it.
      const [unsafe] = [...pods, template ?? {}]
        .map(unsafeSettings)
        .filter((settings) => settings.length > 0);
      for (const { kind, subject, path } of unsafe ?? [])
        findings.push(context.finding(kind, { subject, file }, { position: podPlace(context, file, path) }));
    }
    if (findings.length > 0) throw new Mismatch(findings);
  },
};
