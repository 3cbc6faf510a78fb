import { containersOf } from '../../../graders/containers/containers-of.ts';
import { observeContainer } from '../../../graders/containers/observe-container.ts';
import { unsafeSettings, type UnsafeSetting } from '../../../graders/containers/unsafe-settings.ts';
import type { Finding } from '../../../graders/contract/finding.ts';
import type { Check } from '../../../graders/core/define-grader.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { readJob } from '../../../graders/jobs/read-job.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import { podsOf } from '../../../graders/workloads/pods-of.ts';
import { readDeployment } from '../../../graders/workloads/read-deployment.ts';
import { replicaSets } from '../../../graders/workloads/replica-sets.ts';
import type { Pod } from '../app-pods.ts';
import type { Given } from '../given.ts';
import { podPlace } from '../pod-place.ts';

/** Each workload earns half: what one of them breaks, or that it is missing, costs nothing of the other's. */
export const podSafety: Check<Given> = {
  id: 'pod-safety',
  async run(context) {
    const outcomes = [
      await findingsOf(context, appPods, 'app.yaml'),
      await findingsOf(context, reportPods, 'job.yaml'),
    ];

    const safe = outcomes.filter((findings) => findings.length === 0).length;
    return { share: safe / outcomes.length, findings: outcomes.flat() };
  },
};

type Workload = (context: GraderContext) => Promise<Pick<Pod, 'spec' | 'metadata' | 'status'>[]>;

/** All pods of it that are there; the template stands in where no pod could be made of it. */
const appPods: Workload = async (context) => {
  const deployment = await readDeployment(context, 'app');
  return [...(await podsOf(context, await replicaSets(context, deployment))), deployment.spec.template];
};

const reportPods: Workload = async (context) => {
  const job = await readJob(context, 'report');
  return [...(await podsOf(context, [{ uid: job.metadata?.uid ?? '' }])), job.spec?.template as Pod];
};

async function findingsOf(
  context: GraderContext,
  workload: Workload,
  file: 'app.yaml' | 'job.yaml',
): Promise<readonly Finding[]> {
  try {
    for (const pod of await workload(context)) {
      const unsafe = [...unsafeSettings(pod), ...(await rootProcesses(context, pod))];
      const subjects = new Map(unsafe.map((setting) => [`${setting.kind} ${setting.subject}`, setting]));
      if (subjects.size > 0)
        return [...subjects.values()].map(({ kind, subject, path }) =>
          context.finding(kind, { subject, file }, { position: podPlace(context, file, path) }),
        );
    }

    return [];
  } catch (error) {
    if (error instanceof Mismatch) return error.findings;
    throw error;
  }
}

/** Containers in which the node sees a process of root, whatever the settings say. */
async function rootProcesses(context: GraderContext, pod: Pod): Promise<UnsafeSetting[]> {
  const found: UnsafeSetting[] = [];

  for (const { name, role, running } of containersOf(pod)) {
    const seen = running ? await observeContainer(context, pod, name) : undefined;
    if (!seen?.running || seen.processes.every(({ uid }) => uid !== 0)) continue;
    const list = role === 'main' ? 'containers' : 'initContainers';
    const index = pod.spec?.[list]?.findIndex((container) => container.name === name) ?? 0;
    found.push({ kind: 'root-user', subject: name, path: [list, index] });
  }

  return found;
}
