import { Failure } from '../domain/failure.ts';
import type { Administrator } from './administrator.ts';
import { AGNHOST_IMAGE } from './agnhost-image.ts';
import type { Clock } from './clock.ts';
import type { Manifest } from './manifest.ts';
import { SYSTEM_NAMESPACE } from './system-namespace.ts';

const START_TIMEOUT = 60_000;

/** Name of the pod through which a grader ends processes of one node's containers. */
export function processEnderName(node: string): string {
  return `process-ender-${node}`;
}

/**
 * A pod that sees the processes of its node and may send them signals, and nothing else: no privilege, no
 * mounts, no token, no network of the node. The kernel lets root signal other users' processes with CAP_KILL
 * alone, and `/proc/<pid>/cgroup`, which holds the container's id under cgroup v1 and v2, is open to all.
 */
export function processEnder(node: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: processEnderName(node),
      namespace: SYSTEM_NAMESPACE,
      labels: { 'saiten.dev/tool': 'end-container' },
    },
    spec: {
      nodeName: node,
      hostPID: true,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 0,
      tolerations: [{ operator: 'Exists' }],
      containers: [
        {
          name: 'process-ender',
          image: AGNHOST_IMAGE,
          imagePullPolicy: 'IfNotPresent',
          command: ['/bin/sh', '-c', 'while :; do sleep 3600; done'],
          resources: { requests: { cpu: '1m', memory: '8Mi' }, limits: { memory: '64Mi' } },
          securityContext: {
            privileged: false,
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            runAsUser: 0,
            capabilities: { drop: ['ALL'], add: ['KILL'] },
            seccompProfile: { type: 'RuntimeDefault' },
            // A runtime's AppArmor profile lets a process signal only those under the same profile.
            appArmorProfile: { type: 'Unconfined' },
          },
        },
      ],
    },
  };
}

/** Starts one process ender a node and waits until they run. Returns their names. */
export async function startProcessEnders(
  { core, apply }: Pick<Administrator, 'core' | 'apply'>,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<void> {
  const { items } = await core.listNode();
  const nodes = items.flatMap(({ metadata }) => metadata?.name ?? []);
  await Promise.all(nodes.map((node) => apply(processEnder(node))));
  const deadline = clock.now() + START_TIMEOUT;
  for (;;) {
    const pods = await core.listNamespacedPod({
      namespace: SYSTEM_NAMESPACE,
      labelSelector: 'saiten.dev/tool=end-container',
    });
    const running = pods.items.filter(({ status }) => status?.phase === 'Running').length;
    if (running >= nodes.length) return;
    if (clock.now() >= deadline)
      throw new Failure(
        'infrastructure',
        'process-ender-not-running',
        `Expected ${nodes.length} pods of the tool end-container to run, found ${running}. The nodes must be able ` +
          `to pull ${AGNHOST_IMAGE}, or the node image must hold it.`,
      );
    await clock.sleep(200, signal);
  }
}
