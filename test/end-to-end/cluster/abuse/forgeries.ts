import type { AbuseCase, LeftOut, Refused } from './abuse-case.ts';
import { configMap, deployment, object, pod, podSpec } from './manifests.ts';

const serverField = (rule: string, behind?: string): Refused => ({
  by: 'reading',
  message: 'server-field-refused',
  rule,
  ...(behind === undefined ? {} : { behind }),
});

const notPermitted = (resource: string): Refused => ({
  by: 'api-server',
  message: 'apply-not-permitted',
  rule: resource,
});

const hook = (name: string) => ({
  name,
  clientConfig: { url: 'https://192.0.2.1/stall' },
  rules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] }],
  admissionReviewVersions: ['v1'],
  sideEffects: 'None',
  timeoutSeconds: 30,
});

const leftOut = (...field: string[]): LeftOut => ({ by: 'left out', field });

export const FORGERIES: readonly AbuseCase[] = [
  {
    id: 'ready-deployment',
    class: 'status forging',
    does: 'submits a Deployment with a status that says it is ready',
    manifests: [{ ...deployment('a', podSpec()), status: { readyReplicas: 3, availableReplicas: 3 } }],
    expected: leftOut('status'),
  },
  {
    id: 'ready-pod',
    class: 'status forging',
    does: 'submits a Pod with the condition Ready',
    manifests: [{ ...pod('a'), status: { conditions: [{ type: 'Ready', status: 'True' }] } }],
    expected: leftOut('status'),
  },
  {
    id: 'owned-pod',
    class: 'status forging',
    does: 'submits a Pod that claims to belong to a ReplicaSet',
    manifests: [
      pod(
        'a',
        {},
        {},
        {
          ownerReferences: [
            { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'forged', controller: true },
          ],
        },
      ),
    ],
    expected: serverField('ownerReferences', 'saiten-owner-reference'),
  },
  {
    id: 'posing-pod',
    class: 'status forging',
    does: "carries the label by which a Deployment's ReplicaSet adopts pods",
    manifests: [pod('a', {}, {}, { labels: { app: 'web', 'pod-template-hash': '5d4f8c7b9' } })],
    expected: {
      by: 'reading',
      message: 'controller-label-refused',
      rule: 'pod-template-hash',
      behind: 'saiten-controller-label',
    },
  },
  {
    id: 'posing-job-pod',
    class: 'status forging',
    does: 'carries the label by which the pods of a Job are found',
    manifests: [pod('a', {}, {}, { labels: { 'batch.kubernetes.io/job-name': 'count' } })],
    expected: {
      by: 'reading',
      message: 'controller-label-refused',
      rule: 'batch.kubernetes.io/job-name',
      behind: 'saiten-controller-label',
    },
  },
  {
    id: 'forged-managers',
    class: 'status forging',
    does: 'claims that another manager set the fields',
    manifests: [
      configMap('a', {}, { managedFields: [{ manager: 'kube-controller-manager', operation: 'Apply' }] }),
    ],
    expected: leftOut('metadata', 'managedFields'),
  },
  {
    id: 'forged-uid',
    class: 'status forging',
    does: 'brings a uid and a resource version of its own',
    manifests: [configMap('a', {}, { uid: '1b4e28ba-2fa1-11d2-883f-0016d3cca427', resourceVersion: '1' })],
    expected: leftOut('metadata', 'uid'),
  },
  {
    id: 'forged-node',
    class: 'status forging',
    does: 'makes a node that is always ready',
    manifests: [object('v1', 'Node', 'a', { spec: {} })],
    expected: notPermitted('nodes'),
  },
  {
    id: 'forged-event',
    class: 'status forging',
    does: 'writes an event that says all went well',
    manifests: [
      object('v1', 'Event', 'a', {
        involvedObject: { kind: 'Pod', name: 'web' },
        reason: 'Started',
        message: 'x',
      }),
    ],
    expected: notPermitted('events'),
  },
  {
    id: 'forged-lease',
    class: 'status forging',
    does: 'takes a leader election over',
    manifests: [object('coordination.k8s.io/v1', 'Lease', 'a', { spec: { holderIdentity: 'me' } })],
    expected: notPermitted('leases'),
  },
  {
    id: 'forged-revision',
    class: 'status forging',
    does: 'writes the history of a StatefulSet',
    manifests: [object('apps/v1', 'ControllerRevision', 'a', { revision: 9 })],
    expected: notPermitted('controllerrevisions'),
  },
  {
    id: 'validating-webhook',
    class: 'webhook stalls',
    does: 'has every request wait 30 seconds for a webhook',
    manifests: [
      object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'a', {
        webhooks: [hook('stall.example.com')],
      }),
    ],
    expected: notPermitted('validatingwebhookconfigurations'),
  },
  {
    id: 'mutating-webhook',
    class: 'webhook stalls',
    does: 'has a webhook rewrite what graders read',
    manifests: [
      object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'a', {
        webhooks: [hook('rewrite.example.com')],
      }),
    ],
    expected: notPermitted('mutatingwebhookconfigurations'),
  },
  {
    id: 'deny-all-policy',
    class: 'webhook stalls',
    does: 'refuses every request through an admission policy',
    manifests: [
      object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'a', {
        spec: {
          matchConstraints: {
            resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] }],
          },
          validations: [{ expression: 'false' }],
        },
      }),
    ],
    expected: notPermitted('validatingadmissionpolicies'),
  },
  {
    id: 'aggregated-api',
    class: 'webhook stalls',
    does: 'takes an API group over',
    manifests: [
      object('apiregistration.k8s.io/v1', 'APIService', 'v1.apps', {
        spec: {
          group: 'apps',
          version: 'v1',
          groupPriorityMinimum: 20000,
          versionPriority: 100,
          service: { name: 'a', namespace: 'default' },
        },
      }),
    ],
    expected: notPermitted('apiservices'),
  },
  {
    id: 'flow-schema',
    class: 'webhook stalls',
    does: 'queues everybody else behind itself',
    manifests: [
      object('flowcontrol.apiserver.k8s.io/v1', 'FlowSchema', 'a', {
        spec: { priorityLevelConfiguration: { name: 'catch-all' } },
      }),
    ],
    expected: notPermitted('flowschemas'),
  },
  {
    id: 'finalizer-on-config-map',
    class: 'finalizers',
    does: 'keeps an object from being removed',
    manifests: [configMap('a', {}, { finalizers: ['example.com/never'] })],
    expected: serverField('finalizers', 'saiten-finalizer'),
  },
  {
    id: 'finalizer-on-pod',
    class: 'finalizers',
    does: 'keeps a pod from being removed',
    manifests: [pod('a', {}, {}, { finalizers: ['example.com/never'] })],
    expected: serverField('finalizers', 'saiten-finalizer'),
  },
  {
    id: 'finalizer-on-job',
    class: 'finalizers',
    does: 'waits for children to go before a Deployment does',
    manifests: [deployment('a', podSpec(), 1, { finalizers: ['foregroundDeletion'] })],
    expected: serverField('finalizers', 'saiten-finalizer'),
  },
  {
    id: 'bigger-quota',
    class: 'quota edits',
    does: "overwrites the namespace's quota",
    manifests: [object('v1', 'ResourceQuota', 'saiten', { spec: { hard: { pods: '100000' } } })],
    expected: notPermitted('resourcequotas'),
  },
  {
    id: 'other-quota',
    class: 'quota edits',
    does: 'adds a quota that starves the grader',
    manifests: [object('v1', 'ResourceQuota', 'a', { spec: { hard: { pods: '0' } } })],
    expected: notPermitted('resourcequotas'),
  },
  {
    id: 'no-limits',
    class: 'quota edits',
    does: "overwrites the namespace's default limits",
    manifests: [
      object('v1', 'LimitRange', 'saiten', {
        spec: { limits: [{ type: 'Container', default: { memory: '1Ti' } }] },
      }),
    ],
    expected: notPermitted('limitranges'),
  },
  {
    id: 'privileged-namespace',
    class: 'namespace relabelling',
    does: 'makes a namespace in which Pod Security allows everything',
    manifests: [
      object('v1', 'Namespace', 'a', {}, { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }),
    ],
    expected: notPermitted('namespaces'),
  },
  {
    id: 'exempt-kube-system',
    class: 'namespace relabelling',
    does: 'changes the labels of kube-system',
    manifests: [
      object(
        'v1',
        'Namespace',
        'kube-system',
        {},
        { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
      ),
    ],
    expected: notPermitted('namespaces'),
  },
  {
    id: 'move-to-exempt-namespace',
    class: 'namespace relabelling',
    does: 'submits into a namespace that Pod Security leaves alone',
    manifests: [pod('a', {}, {}, { namespace: 'kube-system' })],
    expected: { by: 'reading', message: 'namespace-not-owned', rule: 'kube-system' },
  },
];
