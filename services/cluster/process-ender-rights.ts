import type { Manifest } from './manifest.ts';
import { processEnderName } from './process-ender.ts';
import { rbac } from './rbac.ts';
import { SYSTEM_NAMESPACE } from './system-namespace.ts';

/** Lets a space's grader run commands in the process enders of these nodes, and in no other pod of ours. */
export function processEnderRights(graderAccount: string, nodes: readonly string[]): Manifest[] {
  const name = `process-enders-${graderAccount}`;
  return [
    rbac.role(name, SYSTEM_NAMESPACE, [
      {
        apiGroups: [''],
        resources: ['pods/exec'],
        // `get` is what a WebSocket upgrade was authorised as before Kubernetes 1.35.
        verbs: ['get', 'create'],
        resourceNames: nodes.map(processEnderName),
      },
    ]),
    rbac.roleBinding(
      name,
      SYSTEM_NAMESPACE,
      { kind: 'Role', name },
      { kind: 'ServiceAccount', name: graderAccount, namespace: SYSTEM_NAMESPACE },
    ),
  ];
}
