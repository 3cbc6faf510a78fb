import type { AbuseCase, Refused } from './abuse-case.ts';
import { cronJob, deployment, job, object, pod, podSpec } from './manifests.ts';

/** Pod Security's `baseline`, which reading knows and the API server enforces. */
const podSecurity = (rule: string, behind = 'violates PodSecurity "baseline'): Refused => ({
  by: 'reading',
  message: 'pod-security-refused',
  rule,
  behind,
});

const context = (securityContext: object) => ({ securityContext });

const notPermitted = (resource: string): Refused => ({
  by: 'api-server',
  message: 'apply-not-permitted',
  rule: resource,
});

/** Templates are only warned about by Pod Security; their pods are refused. Reading refuses the template. */
const template = (rule: string): Refused => ({ by: 'reading', message: 'pod-security-refused', rule });

export const PRIVILEGES: readonly AbuseCase[] = [
  {
    id: 'privileged-pod',
    class: 'privilege',
    does: 'runs a privileged container',
    manifests: [pod('a', {}, context({ privileged: true }))],
    expected: podSecurity('privileged'),
  },
  {
    id: 'privileged-init-container',
    class: 'privilege',
    does: 'hides the privileged container among the init containers',
    manifests: [
      pod('a', { initContainers: [{ name: 'i', image: 'busybox:1.36', ...context({ privileged: true }) }] }),
    ],
    expected: podSecurity('privileged'),
  },
  {
    id: 'privileged-cron-job',
    class: 'privilege',
    does: 'hides the privileged container in the template of a CronJob',
    manifests: [cronJob('a', podSpec({}, context({ privileged: true })))],
    expected: template('privileged'),
  },
  {
    id: 'sys-admin',
    class: 'privilege',
    does: 'adds the capability SYS_ADMIN',
    manifests: [pod('a', {}, context({ capabilities: { add: ['SYS_ADMIN'] } }))],
    expected: podSecurity('SYS_ADMIN'),
  },
  {
    id: 'net-raw-daemon-set',
    class: 'privilege',
    does: 'adds NET_ADMIN and NET_RAW on every node',
    manifests: [
      object('apps/v1', 'DaemonSet', 'a', {
        spec: {
          selector: { matchLabels: { app: 'a' } },
          template: {
            metadata: { labels: { app: 'a' } },
            spec: podSpec({}, context({ capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } })),
          },
        },
      }),
    ],
    expected: template('NET_ADMIN'),
  },
  {
    id: 'all-capabilities',
    class: 'privilege',
    does: 'adds the capability ALL in a Job',
    manifests: [job('a', podSpec({}, context({ capabilities: { add: ['ALL'] } })))],
    expected: template('ALL'),
  },
  {
    id: 'unmasked-proc',
    class: 'privilege',
    does: 'takes the mask off /proc',
    manifests: [pod('a', {}, context({ procMount: 'Unmasked' }))],
    expected: podSecurity('procMount', 'hostUsers'),
  },
  {
    id: 'no-seccomp',
    class: 'privilege',
    does: 'switches seccomp off for the pod',
    manifests: [pod('a', context({ seccompProfile: { type: 'Unconfined' } }))],
    expected: podSecurity('Unconfined'),
  },
  {
    id: 'no-app-armor',
    class: 'privilege',
    does: 'switches AppArmor off for the container',
    manifests: [pod('a', {}, context({ appArmorProfile: { type: 'Unconfined' } }))],
    expected: podSecurity('Unconfined'),
  },
  {
    id: 'selinux-super-privileged',
    class: 'privilege',
    does: 'asks for the SELinux type spc_t',
    manifests: [pod('a', context({ seLinuxOptions: { type: 'spc_t' } }))],
    expected: { by: 'api-server', message: 'apply-pod-security', rule: 'spc_t' },
  },
  {
    id: 'unsafe-sysctl',
    class: 'privilege',
    does: 'sets a kernel parameter of the machine',
    manifests: [pod('a', context({ sysctls: [{ name: 'kernel.msgmax', value: '1' }] }))],
    expected: podSecurity('kernel.msgmax'),
  },
  {
    id: 'windows-host-process',
    class: 'privilege',
    does: 'asks to run as a process of the host (Windows)',
    manifests: [pod('a', {}, context({ windowsOptions: { hostProcess: true } }))],
    expected: podSecurity('hostProcess', 'hostProcess containers'),
  },
  {
    id: 'node-critical-pod',
    class: 'privilege',
    does: "takes the priority of the node's own pods",
    manifests: [pod('a', { priorityClassName: 'system-node-critical' })],
    expected: {
      by: 'reading',
      message: 'system-priority-refused',
      rule: 'system-node-critical',
      behind: 'saiten-system-priority',
    },
  },
  {
    id: 'cluster-critical-deployment',
    class: 'privilege',
    does: 'takes the priority of the cluster in a template',
    manifests: [deployment('a', podSpec({ priorityClassName: 'system-cluster-critical' }))],
    expected: {
      by: 'reading',
      message: 'system-priority-refused',
      rule: 'system-cluster-critical',
      behind: 'saiten-system-priority',
    },
  },
  {
    id: 'own-priority-class',
    class: 'privilege',
    does: 'makes a priority class above all others',
    manifests: [object('scheduling.k8s.io/v1', 'PriorityClass', 'a', { value: 1_000_000_000 })],
    expected: notPermitted('priorityclasses'),
  },
  {
    id: 'bind-cluster-admin',
    class: 'privilege',
    does: 'binds cluster-admin to everybody',
    manifests: [
      object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'a', {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:authenticated' }],
      }),
    ],
    expected: notPermitted('clusterrolebindings'),
  },
  {
    id: 'bind-admin-in-namespace',
    class: 'privilege',
    does: "binds admin to the namespace's service account",
    manifests: [
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'a', {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
        subjects: [{ kind: 'ServiceAccount', name: 'default' }],
      }),
    ],
    expected: notPermitted('rolebindings'),
  },
  {
    id: 'own-role',
    class: 'privilege',
    does: 'makes a role with all rights',
    manifests: [
      object('rbac.authorization.k8s.io/v1', 'Role', 'a', {
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
      }),
    ],
    expected: notPermitted('roles'),
  },
];
