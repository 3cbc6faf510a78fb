import type { AbuseCase, Refused } from './abuse-case.ts';
import { configMap, cronJob, deployment, job, many, object, podSpec } from './manifests.ts';

const overQuota = (rule: string): Refused => ({ by: 'api-server', message: 'apply-quota', rule });
const unreadable = (message: string, rule: string): Refused => ({ by: 'reading', message, rule });
/** Counts, but runs nowhere: the flood is what is tried, not the processor. */
const NOWHERE = podSpec({ nodeSelector: { 'example.com/nowhere': 'true' } });

const service = (name: string, type: string) =>
  object('v1', 'Service', name, { spec: { type, selector: { app: 'a' }, ports: [{ port: 80 }] } });

export const FLOODS: readonly AbuseCase[] = [
  {
    id: 'custom-resources',
    class: 'object floods',
    does: 'brings a kind of its own',
    manifests: [
      object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'floods.example.com', {
        spec: {
          group: 'example.com',
          scope: 'Namespaced',
          names: { kind: 'Flood', plural: 'floods' },
          versions: [
            { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
          ],
        },
      }),
    ],
    expected: { by: 'api-server', message: 'apply-not-permitted', rule: 'customresourcedefinitions' },
  },
  {
    id: 'many-config-maps',
    class: 'object floods',
    does: 'makes 70 ConfigMaps',
    manifests: many(70, (index) => configMap(`flood-${index}`)),
    expected: overQuota('count/configmaps'),
  },
  {
    id: 'many-cron-jobs',
    class: 'object floods',
    does: 'makes 25 CronJobs',
    manifests: many(25, (index) => cronJob(`flood-${index}`, podSpec())),
    expected: overQuota('count/cronjobs.batch'),
  },
  {
    id: 'many-load-balancers',
    class: 'object floods',
    does: 'makes 6 load balancers',
    manifests: many(6, (index) => service(`balancer-${index}`, 'LoadBalancer')),
    expected: overQuota('services.loadbalancers'),
  },
  {
    id: 'many-node-ports',
    class: 'object floods',
    does: 'opens 11 ports on the nodes',
    manifests: many(11, (index) => service(`port-${index}`, 'NodePort')),
    expected: overQuota('services.nodeports'),
  },
  {
    id: 'many-replicas',
    class: 'object floods',
    does: 'asks for 5,000 replicas',
    manifests: [deployment('replicas', NOWHERE, 5000)],
    expected: {
      by: 'containment',
      rule: 'the quota of 60 pods a namespace',
      measure: { what: 'pods-bounded', atMost: 60 },
    },
  },
  {
    id: 'wide-job',
    class: 'object floods',
    does: 'asks for 10,000 pods at once',
    manifests: [job('wide', NOWHERE, { parallelism: 10_000, completions: 10_000 })],
    expected: {
      by: 'containment',
      rule: 'the quota of 60 pods a namespace',
      measure: { what: 'pods-bounded', atMost: 60 },
    },
  },
  {
    id: 'huge-config-map',
    class: 'object floods',
    does: 'submits a ConfigMap of 300 KiB',
    manifests: [configMap('a', { fill: 'x'.repeat(300 * 1024) })],
    expected: unreadable('file-too-large', '256'),
  },
  {
    id: 'alias-bomb',
    class: 'object floods',
    does: 'submits YAML that grows when it is read',
    manifests: ['x', ...'abcdefg']
      .map((name, i, names) => `${name}: &${name} [${`${i === 0 ? 'x' : `*${names[i - 1]}`}, `.repeat(9)}]\n`)
      .join(''),
    expected: unreadable('too-many-nodes', '20,000'),
  },
  {
    id: 'endless-errors',
    class: 'object floods',
    does: 'submits 250,000 mistakes of YAML',
    manifests: `[${','.repeat(250_000)}`,
    expected: unreadable('too-many-nodes', '20,000'),
  },
  {
    id: 'deep-yaml',
    class: 'object floods',
    does: 'submits YAML that is nested 50,000 deep',
    manifests: '['.repeat(50_000),
    expected: unreadable('too-deep', '40'),
  },
  {
    id: 'many-documents',
    class: 'object floods',
    does: 'submits 30,000 documents in one file',
    manifests: 'a: 1\n---\n'.repeat(28_000),
    expected: unreadable('too-many-documents', '500'),
  },
  {
    id: 'kind-of-no-exercise',
    class: 'object floods',
    does: 'submits a kind that the exercise does not name',
    manifests: [object('apps/v1', 'DaemonSet', 'a', { spec: {} })],
    allowing: ['apps/v1/Deployment'],
    expected: unreadable('kind-not-allowed', 'DaemonSet'),
  },
];
