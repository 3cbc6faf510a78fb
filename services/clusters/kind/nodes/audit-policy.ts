import { stringify } from 'yaml';
import { SYSTEM_NAMESPACE } from '../../sandbox/system-namespace.ts';

/**
 * Text of the API server's audit policy: who asked what and what came of it for everything that graders do, the
 * learner's requests among it; nothing of the cluster's own traffic. A policy sees who signed in, not whom they act
 * as, so the reader picks out the learner (https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/).
 */
export function auditPolicy(): string {
  return stringify({
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    omitStages: ['RequestReceived'],
    rules: [
      { level: 'Metadata', userGroups: [`system:serviceaccounts:${SYSTEM_NAMESPACE}`] },
      { level: 'None' },
    ],
  });
}
