import type { AbuseCase, Refused } from './abuse-case.ts';
import { container, object, pod, script } from './manifests.ts';

const overQuota = (rule: string): Refused => ({ by: 'api-server', message: 'apply-quota', rule });
/** The subshell ends when it can fork no more; what it started stays. */
const FORK_BOMB = '(while :; do sleep 3600 & done); exec sleep 3600';
const FILL = (path: string) => `dd if=/dev/zero of=${path} bs=1M count=1536; sleep 3600`;

export const RESOURCES: readonly AbuseCase[] = [
  {
    id: 'fork-bomb',
    class: 'fork bomb',
    does: 'starts processes without end',
    manifests: [script('forks', FORK_BOMB)],
    expected: {
      by: 'containment',
      rule: 'the kubelet limits the processes of a pod to 512',
      measure: { what: 'pids-limited', pod: 'forks', atMost: 520 },
    },
  },
  {
    id: 'fork-bomb-in-init-container',
    class: 'fork bomb',
    does: 'starts processes without end before the pod is ready',
    manifests: [pod('init-forks', { initContainers: [container({ name: 'i' }, FORK_BOMB)] })],
    expected: {
      by: 'containment',
      rule: 'the kubelet limits the processes of a pod to 512',
      measure: { what: 'pids-limited', pod: 'init-forks', atMost: 520 },
    },
  },
  {
    id: 'memory-bomb',
    class: 'memory bomb',
    does: 'takes memory without end and states no limit',
    manifests: [script('memory', `awk 'BEGIN { s = "x"; while (1) s = s s }'`)],
    expected: {
      by: 'containment',
      rule: 'the default limit of 1 GiB a container; the kernel ends it (OOMKilled)',
      measure: { what: 'memory-limited', pod: 'memory' },
    },
  },
  {
    id: 'memory-volume',
    class: 'memory bomb',
    does: 'fills a volume in memory',
    manifests: [
      script(
        'memory-volume',
        'dd if=/dev/zero of=/m/fill bs=1M count=4096 && echo filled || echo stopped',
        { volumes: [{ name: 'm', emptyDir: { medium: 'Memory' } }] },
        { volumeMounts: [{ name: 'm', mountPath: '/m' }] },
      ),
    ],
    expected: {
      by: 'containment',
      rule: "the volume counts as the container's memory and is as large as its limit",
      measure: { what: 'memory-limited', pod: 'memory-volume' },
    },
  },
  {
    id: 'memory-request',
    class: 'memory bomb',
    does: 'asks for 64 GiB',
    manifests: [pod('a', {}, { resources: { requests: { memory: '64Gi' }, limits: { memory: '64Gi' } } })],
    expected: overQuota('requests.memory'),
  },
  {
    id: 'disk-volume',
    class: 'disk fill',
    does: 'fills a volume on the disk',
    manifests: [
      script(
        'disk-volume',
        FILL('/d/fill'),
        { volumes: [{ name: 'd', emptyDir: {} }] },
        {
          volumeMounts: [{ name: 'd', mountPath: '/d' }],
        },
      ),
    ],
    expected: {
      by: 'containment',
      rule: 'the default limit of 512 MiB of disk a container; the kubelet evicts the pod',
      measure: { what: 'evicted', pod: 'disk-volume' },
    },
  },
  {
    id: 'disk-layer',
    class: 'disk fill',
    does: "fills the container's own file system",
    manifests: [script('disk-layer', FILL('/fill'))],
    expected: {
      by: 'containment',
      rule: 'the default limit of 512 MiB of disk a container; the kubelet evicts the pod',
      measure: { what: 'evicted', pod: 'disk-layer' },
    },
  },
  {
    id: 'disk-request',
    class: 'disk fill',
    does: 'asks for 100 GiB of disk',
    manifests: [pod('a', {}, { resources: { limits: { 'ephemeral-storage': '100Gi' } } })],
    expected: overQuota('limits.ephemeral-storage'),
  },
  {
    id: 'huge-claim',
    class: 'disk fill',
    does: 'claims a volume of 1 TiB',
    manifests: [
      object('v1', 'PersistentVolumeClaim', 'a', {
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Ti' } } },
      }),
    ],
    expected: overQuota('requests.storage'),
  },
  {
    id: 'log-flood',
    class: 'log flood',
    does: 'writes 1 GiB to its log as fast as it can',
    manifests: [
      script(
        'logs',
        'yes 0123456789012345678901234567890123456789012345678901234567890 | head -c 1G; exec sleep 3600',
      ),
    ],
    expected: {
      by: 'containment',
      rule: 'the kubelet rotates logs at 5 MiB and evicts the pod when they pass 512 MiB',
      measure: { what: 'logs-bounded', pod: 'logs', mebibytes: 512 },
    },
  },
];
