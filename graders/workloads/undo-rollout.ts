import type { V1PodTemplateSpec } from '@kubernetes/client-node';
import type { GraderContext } from '../core/grader-context.ts';
import { patchDeployment } from './patch-deployment.ts';
import { readDeployment } from './read-deployment.ts';
import { replicaSets, type Revision } from './replica-sets.ts';

const HASH_LABEL = 'pod-template-hash';

/**
 * Takes a Deployment back to the revision before the current one as `kubectl rollout undo` does: the pod
 * template of that revision's ReplicaSet, without the label the controller put there, becomes the Deployment's
 * (https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollback.go). Returns the revision
 * it went back to; throws a Mismatch `nothing-to-undo` when none was kept.
 */
export async function undoRollout(context: GraderContext, name: string): Promise<Revision> {
  const [, previous] = await replicaSets(context, await readDeployment(context, name));
  const template = previous?.replicaSet.spec?.template;
  if (previous === undefined || template === undefined) throw context.mismatch('nothing-to-undo', { name });

  await patchDeployment(context, name, [
    { op: 'replace', path: '/spec/template', value: withoutHash(template) },
  ]);

  return previous;
}

function withoutHash(template: V1PodTemplateSpec): V1PodTemplateSpec {
  const labels = Object.entries(template.metadata?.labels ?? {}).filter(([label]) => label !== HASH_LABEL);
  return { ...template, metadata: { ...template.metadata, labels: Object.fromEntries(labels) } };
}
