import type { V1Pod } from '@kubernetes/client-node';
import { apiStatus } from '../cluster-access/api-errors.ts';
import type { Finding } from '../contract/finding.ts';
import type { GraderContext } from '../grader-context.ts';
import { runInPod } from '../workload/run-in-pod.ts';
import { secretSearch } from './secret-search.ts';
import type { SubmittedSecret } from './submitted-secrets.ts';

const ENVIRONMENTS = 'env; cat /proc/[0-9]*/environ 2>/dev/null; true';
const LOG_BYTES = 1_000_000;

/** Secret values in the environment of any process of the pods' containers. */
export async function leaksInEnvironments(
  context: GraderContext,
  pods: readonly V1Pod[],
  secrets: readonly SubmittedSecret[],
): Promise<Finding[]> {
  const search = secretSearch(secrets);
  const findings: Finding[] = [];
  for (const { metadata, spec } of pods) {
    const pod = metadata?.name ?? '';
    for (const { name: container } of spec?.containers ?? []) {
      const command = ['sh', '-c', ENVIRONMENTS];
      const place = { namespace: context.namespace, pod, container, command };
      const { stdout } = await runInPod(context.cluster.learner, place, context);
      for (const { secret } of search(stdout))
        findings.push(context.finding('secret-in-environment', { secret, pod }));
    }
  }
  return findings;
}

/** Secret values in what any container of the namespace has printed; such lines are not quoted. */
export async function leaksInLogs(
  context: GraderContext,
  secrets: readonly SubmittedSecret[],
): Promise<Finding[]> {
  const { cluster, namespace } = context;
  const { items } = await cluster.grader.core.listNamespacedPod({ namespace });
  const search = secretSearch(secrets);
  const findings: Finding[] = [];
  for (const { metadata, status } of items) {
    const pod = metadata?.name ?? '';
    const started = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].filter(
      ({ state }) => state?.running ?? state?.terminated,
    );
    for (const { name: container } of started) {
      const request = { namespace, name: pod, container, limitBytes: LOG_BYTES };
      // A pod that went away meanwhile has no log left to judge.
      const log = await cluster.grader.core.readNamespacedPodLog(request).catch(emptyIfGone);
      for (const { secret } of search(log)) findings.push(context.finding('secret-in-log', { secret, pod }));
    }
  }
  return findings;
}

function emptyIfGone(error: unknown): string {
  if (apiStatus(error) === 404) return '';
  throw error;
}
