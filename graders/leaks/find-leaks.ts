import type { V1Pod } from '@kubernetes/client-node';
import { apiStatus } from '../cluster-access/api-errors.ts';
import type { Finding } from '../contract/finding.ts';
import type { GraderContext } from '../grader-context.ts';
import { runInPod } from '../workload/run-in-pod.ts';
import { submittedPlace } from '../workload/submitted-place.ts';
import type { SubmittedSecret } from './submitted-secrets.ts';

const ENVIRONMENTS = 'env; cat /proc/[0-9]*/environ 2>/dev/null; true';
const LOG_BYTES = 1_000_000;

/** Secret values in the pod templates of all revisions of all Deployments, and in pods that nobody owns. */
export async function leaksInSpecs(
  context: GraderContext,
  secrets: readonly SubmittedSecret[],
): Promise<Finding[]> {
  const { cluster, namespace } = context;
  const sets = await cluster.grader.apps.listNamespacedReplicaSet({ namespace });
  const pods = await cluster.grader.core.listNamespacedPod({ namespace });
  const owners = new Map<string, string>();
  for (const { metadata, spec } of sets.items)
    addTo(owners, metadata?.ownerReferences?.[0]?.name ?? metadata?.name ?? '', spec?.template);
  for (const { metadata, spec } of pods.items)
    if (!metadata?.ownerReferences?.length) addTo(owners, metadata?.name ?? '', spec);
  return [...owners].flatMap(([owner, text]) =>
    secretsIn(text, secrets).map(({ secret }) => {
      const path = ['spec', 'template', 'spec'];
      const position = submittedPlace(context, { in: 'v1/', kind: 'Deployment', name: owner, path });
      return context.finding('secret-in-pod-spec', { secret, owner }, { position });
    }),
  );
}

/** Secret values in the environment of any process of the pods' containers. */
export async function leaksInEnvironments(
  context: GraderContext,
  pods: readonly V1Pod[],
  secrets: readonly SubmittedSecret[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { metadata, spec } of pods) {
    const pod = metadata?.name ?? '';
    for (const { name: container } of spec?.containers ?? []) {
      const command = ['sh', '-c', ENVIRONMENTS];
      const place = { namespace: context.namespace, pod, container, command };
      const { stdout } = await runInPod(context.cluster.learner, place, context);
      for (const { secret } of secretsIn(stdout, secrets))
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
      for (const { secret } of secretsIn(log, secrets))
        findings.push(context.finding('secret-in-log', { secret, pod }));
    }
  }
  return findings;
}

/** The secrets whose value, as it is or in base64, stands in a text. */
function secretsIn(text: string, secrets: readonly SubmittedSecret[]): SubmittedSecret[] {
  return secrets.filter(({ value }) => {
    const escaped = JSON.stringify(value).slice(1, -1);
    return [value, escaped, Buffer.from(value).toString('base64')].some((form) => text.includes(form));
  });
}

/** Adds what a pod template or pod spec says, as JSON, to what is known of its owner. */
function addTo(owners: Map<string, string>, owner: string, spec: unknown): void {
  owners.set(owner, `${owners.get(owner) ?? ''}${JSON.stringify(spec ?? {})}`);
}

function emptyIfGone(error: unknown): string {
  if (apiStatus(error) === 404) return '';
  throw error;
}
