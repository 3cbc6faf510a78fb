import type { Manifest } from './manifest.ts';
import { rbac } from './rbac.ts';

export const GRADER_ROLE = 'saiten:grader';

const READ = ['get', 'list', 'watch'];

/**
 * What every grader may read in the whole cluster. Rights only add up, so "everything but secrets" has to be
 * said by name in the core group; the other groups hold no credentials. Subresources that act through a read
 * (`pods/exec`, `pods/proxy`, `nodes/proxy`, `services/proxy`) are left out.
 *
 * @param apiGroups Names of the API groups the cluster serves, from discovery; the core group is added here.
 */
export function graderRole(apiGroups: readonly string[]): Manifest {
  return rbac.clusterRole(GRADER_ROLE, [
    {
      apiGroups: [''],
      resources: [
        'bindings',
        'componentstatuses',
        'configmaps',
        'endpoints',
        'events',
        'limitranges',
        'namespaces',
        'namespaces/status',
        'nodes',
        'nodes/status',
        'persistentvolumeclaims',
        'persistentvolumeclaims/status',
        'persistentvolumes',
        'pods',
        'pods/log',
        'pods/status',
        'podtemplates',
        'replicationcontrollers',
        'replicationcontrollers/scale',
        'resourcequotas',
        'resourcequotas/status',
        'serviceaccounts',
        'services',
        'services/status',
      ],
      verbs: READ,
    },
    { apiGroups: apiGroups.filter((group) => group !== ''), resources: ['*'], verbs: READ },
    { nonResourceURLs: ['/version', '/healthz', '/livez', '/readyz', '/metrics'], verbs: ['get'] },
  ]);
}
