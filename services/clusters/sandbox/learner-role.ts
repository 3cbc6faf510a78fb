import type { Manifest } from './manifest.ts';
import { rbac } from './rbac.ts';

export const LEARNER_ROLE = 'saiten:learner';

const READ = ['get', 'list', 'watch'];
const WRITE = [...READ, 'create', 'update', 'patch', 'delete', 'deletecollection'];

/**
 * What a submission may do, bound in its own namespace only. Left out on purpose: every `status` subresource
 * (a learner could forge what graders read), nodes, namespaces, quotas and limits, RBAC, service account tokens,
 * admission webhooks, custom resource definitions, leases, and writing of events and endpoints.
 */
export function learnerRole(): Manifest {
  return rbac.clusterRole(LEARNER_ROLE, [
    {
      apiGroups: [''],
      resources: [
        'pods',
        'services',
        'configmaps',
        'secrets',
        'persistentvolumeclaims',
        'replicationcontrollers',
      ],
      verbs: WRITE,
    },
    {
      apiGroups: ['apps'],
      resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
      verbs: WRITE,
    },
    { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: WRITE },
    { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: WRITE },
    { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'], verbs: WRITE },
    { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: WRITE },
    {
      apiGroups: ['apps'],
      resources: ['deployments/scale', 'statefulsets/scale', 'replicasets/scale'],
      verbs: ['get', 'update', 'patch'],
    },
    {
      apiGroups: [''],
      resources: ['replicationcontrollers/scale'],
      verbs: ['get', 'update', 'patch'],
    },
    // `get` is what a WebSocket upgrade was authorised as before Kubernetes 1.35.
    { apiGroups: [''], resources: ['pods/exec'], verbs: ['get', 'create'] },
    { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    { apiGroups: [''], resources: ['events', 'endpoints', 'serviceaccounts'], verbs: READ },
    { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: READ },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
    { apiGroups: ['apps'], resources: ['controllerrevisions'], verbs: READ },
  ]);
}
