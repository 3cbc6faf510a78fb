import type { V1Deployment, V1Pod, V1ReplicaSet } from '@kubernetes/client-node';
import { createFindingComposer } from '../../../../graders/core/compose-finding.ts';
import { createContext } from '../../../../graders/core/create-context.ts';
import type { ClusterAccess } from '../../../../graders/cluster-access/cluster-access.ts';
import type { GraderContext } from '../../../../graders/core/grader-context.ts';
import { loadKitMessages } from '../../../../graders/core/load-messages.ts';
import { manualClock } from '../core/manual-clock.ts';

/** What the API server holds; `look` is called before every answer and may change or throw. */
export interface FakeNamespace {
  deployment: V1Deployment;
  replicaSets: V1ReplicaSet[];
  pods: V1Pod[];
  look?: () => void;
  /** Bodies of the patches of Deployments, as the learner sent them. */
  patches: unknown[];
}

/** A grader's context on a cluster that exists only as these lists. */
export function contextOn(
  namespace: FakeNamespace,
  signal: AbortSignal = new AbortController().signal,
): GraderContext {
  const answer = async <Value>(value: () => Value): Promise<Value> => {
    namespace.look?.();
    return structuredClone(value());
  };

  const grader = {
    apps: {
      readNamespacedDeployment: () => answer(() => namespace.deployment),
      listNamespacedReplicaSet: () => answer(() => ({ items: namespace.replicaSets })),
    },
    core: {
      listNamespacedPod: () => answer(() => ({ items: namespace.pods })),
      listNamespacedEvent: ({ fieldSelector }: { fieldSelector: string }) =>
        answer(() => ({ items: [{ reason: 'Unhealthy', message: `seen of ${fieldSelector}` }] })),
    },
  };

  const learner = {
    apps: {
      patchNamespacedDeployment: async ({ body }: { body: unknown }) => void namespace.patches.push(body),
    },
  };

  return createContext({
    submission: { paths: [], documents: () => [], objects: () => [] },
    cluster: { grader, learner } as unknown as ClusterAccess,
    namespace: 'exercise',
    graderNamespace: 'grader',
    seed: 'abc12345',
    clock: manualClock(),
    signal,
    compose: createFindingComposer([loadKitMessages()]),
  });
}

export function revision(number: number, fields: Partial<V1ReplicaSet> = {}): V1ReplicaSet {
  return {
    metadata: {
      name: `web-${number}`,
      uid: `set-${number}`,
      annotations: { 'deployment.kubernetes.io/revision': `${number}` },
      ownerReferences: [owner('Deployment', 'web', 'deployment-uid')],
    },
    ...fields,
  };
}

export interface PodFields {
  name: string;
  /** Number of the revision. */
  of: number;
  ready?: boolean;
  terminating?: boolean;
}

export function pod({ name, of, ready = true, terminating = false }: PodFields): V1Pod {
  return {
    metadata: {
      name,
      uid: name,
      ownerReferences: [owner('ReplicaSet', `web-${of}`, `set-${of}`)],
      ...(terminating ? { deletionTimestamp: new Date(0) } : {}),
    },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
}

function owner(kind: string, name: string, uid: string) {
  return { apiVersion: 'apps/v1', kind, name, uid, controller: true };
}
