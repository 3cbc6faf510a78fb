import { CONTROLLER_LABELS, CREDENTIAL_TYPES } from '../../../graders/submission/rules/reserved-names.ts';
import type { Manifest } from './manifest.ts';

interface ResourceRule {
  apiGroups: string[];
  resources: string[];
}

interface Rule {
  name: string;
  on: ResourceRule[];
  variables?: Record<string, string>;
  /** CEL that holds for what is allowed. */
  allowed: string;
  /** What the learner reads. */
  message: string;
  /** An object that breaks this rule and no other. */
  counterexample: Manifest;
}

/** One admission policy: two objects of the API server, and an object by which one can see that it is in force. */
export interface LearnerPolicy {
  name: string;
  manifests: Manifest[];
  counterexample: Manifest;
}

const PODS: ResourceRule[] = [
  { apiGroups: [''], resources: ['pods', 'replicationcontrollers'] },
  { apiGroups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'] },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'] },
];

const EVERYTHING: ResourceRule[] = [
  {
    apiGroups: ['', 'apps', 'batch', 'autoscaling', 'networking.k8s.io', 'policy'],
    resources: ['*'],
  },
];

const POD_SPEC = `object.kind == 'Pod' ? object.spec : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec`;
/** The API server itself puts it on every claim. */
const OWN_FINALIZERS = ['kubernetes.io/pvc-protection'];

/** Field of the object before the change, or `otherwise` where there is none. */
const before = (field: string, otherwise: string) =>
  `oldObject != null && has(oldObject.metadata.${field}) ? oldObject.metadata.${field} : ${otherwise}`;

const broken = (kind: string, more: Record<string, unknown>, metadata: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'saiten-probe', ...metadata },
  ...more,
});

const brokenPod = (spec: object, metadata: object = {}): Manifest =>
  broken('Pod', { spec: { containers: [{ name: 'probe', image: 'probe' }], ...spec } }, metadata);

const foreignToken = { sources: [{ serviceAccountToken: { path: 'token', audience: 'probe' } }] };
const foreignOwner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'probe', uid: 'probe' };

/** What roles cannot say, because it depends on the content of an object. */
const RULES: Rule[] = [
  {
    name: 'saiten-system-priority',
    on: PODS,
    variables: { spec: POD_SPEC },
    allowed: `!has(variables.spec.priorityClassName) || !variables.spec.priorityClassName.startsWith('system-')`,
    message: "spec.priorityClassName: the cluster's own priority classes are not for submissions",
    counterexample: brokenPod({ priorityClassName: 'system-node-critical' }),
  },
  {
    name: 'saiten-token-audience',
    on: PODS,
    variables: { spec: POD_SPEC },
    allowed:
      '!has(variables.spec.volumes) || variables.spec.volumes.all(v, !has(v.projected) || !has(v.projected.sources) || ' +
      'v.projected.sources.all(s, !has(s.serviceAccountToken) || !has(s.serviceAccountToken.audience) || ' +
      `s.serviceAccountToken.audience == ''))`,
    message: 'spec.volumes: service account tokens for another audience are not for submissions',
    counterexample: brokenPod({ volumes: [{ name: 'probe', projected: foreignToken }] }),
  },
  {
    name: 'saiten-credential-secret',
    on: [{ apiGroups: [''], resources: ['secrets'] }],
    allowed: `!has(object.type) || !(object.type in ${list(CREDENTIAL_TYPES)})`,
    message: 'type: Secrets of this type become credentials',
    counterexample: broken('Secret', { type: 'bootstrap.kubernetes.io/token' }),
  },
  {
    name: 'saiten-external-address',
    on: [{ apiGroups: [''], resources: ['services'] }],
    allowed:
      '(!has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0) && ' +
      String.raw`(!has(object.spec.externalName) || object.spec.externalName == '' || object.spec.externalName.matches('\\.svc(\\.cluster\\.local\\.?)?$'))`,
    message: 'spec.externalIPs, spec.externalName: a Service may not lead out of the cluster',
    counterexample: broken('Service', { spec: { type: 'ExternalName', externalName: 'saiten.invalid' } }),
  },
  {
    name: 'saiten-controller-label',
    on: [
      { apiGroups: [''], resources: ['pods'] },
      { apiGroups: ['apps'], resources: ['replicasets'] },
    ],
    variables: {
      labels: 'has(object.metadata.labels) ? object.metadata.labels : {}',
      old: before('labels', '{}'),
    },
    allowed: `${list(CONTROLLER_LABELS)}.all(l, !(l in variables.labels) || (l in variables.old && variables.old[l] == variables.labels[l]))`,
    message: 'metadata.labels: labels of controllers are set by controllers alone',
    counterexample: brokenPod({}, { labels: { 'pod-template-hash': 'probe' } }),
  },
  {
    name: 'saiten-owner-reference',
    on: EVERYTHING,
    variables: { old: before('ownerReferences', '[]') },
    allowed:
      '!has(object.metadata.ownerReferences) || ' +
      'object.metadata.ownerReferences.all(r, variables.old.exists(o, o.uid == r.uid))',
    message: 'metadata.ownerReferences: owners are set by controllers alone',
    counterexample: broken('ConfigMap', {}, { ownerReferences: [foreignOwner] }),
  },
  {
    name: 'saiten-finalizer',
    on: EVERYTHING,
    variables: { old: before('finalizers', '[]') },
    allowed:
      '!has(object.metadata.finalizers) || ' +
      `object.metadata.finalizers.all(f, f in variables.old || f in ${list(OWN_FINALIZERS)})`,
    message: 'metadata.finalizers: finalizers keep objects from being removed',
    counterexample: broken('ConfigMap', {}, { finalizers: ['saiten.dev/probe'] }),
  },
];

/**
 * Admission policies for everybody who is a learner, with their bindings
 * (https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/). The rules are those that
 * reading a submission refuses as well; these hold for every other way to the API server too.
 */
export function learnerPolicies(): LearnerPolicy[] {
  return RULES.map(({ counterexample, ...rule }) => ({
    name: rule.name,
    manifests: manifestsOf(rule),
    counterexample,
  }));
}

function manifestsOf({
  name,
  on,
  variables = {},
  allowed,
  message,
}: Omit<Rule, 'counterexample'>): Manifest[] {
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: on.map(({ apiGroups, resources }) => ({
            apiGroups,
            apiVersions: ['*'],
            operations: ['CREATE', 'UPDATE'],
            resources,
          })),
        },
        matchConditions: [
          { name: 'learner', expression: "request.userInfo.username.startsWith('saiten:learner:')" },
        ],
        variables: Object.entries(variables).map(([variable, expression]) => ({
          name: variable,
          expression,
        })),
        validations: [{ expression: allowed, message, reason: 'Forbidden' }],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}

function list(values: readonly string[]): string {
  return `[${values.map((value) => `'${value}'`).join(', ')}]`;
}
