import type { V1Pod, V1Service } from '@kubernetes/client-node';
import type { GraderContext } from '../../../../graders/core/grader-context.ts';
import { contextOn } from '../workloads/fake-namespace.ts';

export interface FakeEndpoints {
  /** UIDs of pods behind the Service that are sent requests. */
  ready: string[];
  /** Who owns the slice; the Service unless told. */
  owner?: string;
  services?: V1Service[];
  /** Called before every answer; may throw. */
  look?: () => void;
}

/** A grader's context on a namespace with Service web, one EndpointSlice and these pods. */
export function contextWithEndpoints(state: FakeEndpoints, pods: V1Pod[]): GraderContext {
  const context = contextOn({ deployment: {}, replicaSets: [], pods, patches: [] });

  const web: V1Service = {
    metadata: { name: 'web', uid: 'service' },
    spec: { ports: [{ name: 'http', port: 80 }] },
  };

  const slice = () => ({
    metadata: { ownerReferences: [{ uid: state.owner ?? 'service', controller: true }] },
    ports: [
      { name: 'other', port: 1 },
      { name: 'http', port: 8080 },
    ],
    endpoints: state.ready.map((uid, index) => ({
      addresses: [`10.0.0.${index}`],
      targetRef: { kind: 'Pod', uid },
      conditions: { ready: true },
    })),
  });

  Object.assign(context.cluster.grader.core, {
    listNamespacedService: async () => {
      state.look?.();
      return { items: state.services ?? [web] };
    },
  });

  Object.assign(context.cluster.grader, { objects: { list: async () => ({ items: [slice()] }) } });
  return context;
}
