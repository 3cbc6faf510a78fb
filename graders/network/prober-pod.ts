import type { V1Pod } from '@kubernetes/client-node';

const IMAGE = 'busybox:1.36';

export interface ProberPod {
  name: string;
  namespace: string;
  /** Shell script that the pod runs; it must end by itself on SIGTERM. */
  script: string;
}

/** A small pod of the grader's, acceptable to the strictest Pod Security level and to a resource quota. */
export function proberPod({ name, namespace, script }: ProberPod): V1Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { 'saiten.dev/role': 'prober' } },
    spec: {
      automountServiceAccountToken: false,
      // A node that a submission fills up or floods gives the submission's pods up, not the one that watches them.
      priorityClassName: 'system-cluster-critical',
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 1,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65534,
        runAsGroup: 65534,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'prober',
          image: IMAGE,
          imagePullPolicy: 'IfNotPresent',
          command: ['sh', '-c', script],
          resources: {
            requests: { cpu: '50m', memory: '16Mi' },
            limits: { cpu: '1', memory: '256Mi' },
          },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}
