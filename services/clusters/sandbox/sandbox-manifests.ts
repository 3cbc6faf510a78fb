import { LEARNER_ROLE } from './learner-role.ts';
import { GRADER_ROLE } from './grader-role.ts';
import type { Manifest } from './manifest.ts';
import { rbac, type Subject } from './rbac.ts';
import { SYSTEM_NAMESPACE } from './system-namespace.ts';

/** The names that belong to one sandbox. All carry its suffix, so that sandboxes of one cluster cannot meet. */
export interface SandboxNames {
  namespace: string;
  graderNamespace: string;
  /** Has no credentials anywhere; only this sandbox's grader may act as it. */
  learnerUser: string;
  /** In the system namespace, out of reach of the grader's own full rights. */
  graderAccount: string;
}

/** @param suffix Random, 8 lower-case letters and digits. */
export function sandboxNames(suffix: string): SandboxNames {
  return {
    namespace: `exercise-${suffix}`,
    graderNamespace: `grader-${suffix}`,
    learnerUser: `saiten:learner:${suffix}`,
    graderAccount: `grader-${suffix}`,
  };
}

/** Who the learner of a sandbox is, by the sandbox's namespace. */
export function learnerUserOf(namespace: string): string {
  return sandboxNames(namespace.replace(/^exercise-/, '')).learnerUser;
}

/** The two namespaces; everything else of the sandbox needs them to exist. */
export function sandboxNamespaces(names: SandboxNames, podSecurity: 'baseline' | 'restricted'): Manifest[] {
  return [
    namespace(names.namespace, {
      'saiten.dev/sandbox': 'exercise',
      'pod-security.kubernetes.io/enforce': podSecurity,
      'pod-security.kubernetes.io/warn': podSecurity,
    }),
    namespace(names.graderNamespace, {
      'saiten.dev/sandbox': 'grader',
      'pod-security.kubernetes.io/enforce': 'baseline',
    }),
  ];
}

/** Rights, quota, defaults and service accounts of a sandbox, in the order in which they are applied. */
export function sandboxManifests(names: SandboxNames): Manifest[] {
  const { namespace, graderNamespace, learnerUser, graderAccount } = names;
  const learner: Subject = { kind: 'User', name: learnerUser };
  const grader: Subject = { kind: 'ServiceAccount', name: graderAccount, namespace: SYSTEM_NAMESPACE };
  const actAsLearner = `saiten:act-as:${namespace}`;
  return [
    serviceAccount(graderAccount, SYSTEM_NAMESPACE),
    // Whatever a submission runs gets no token unless it asks for one, and that one has no rights.
    serviceAccount('default', namespace),
    serviceAccount('default', graderNamespace),
    quota(namespace),
    limitRange(namespace),
    closedToOthers(graderNamespace),
    rbac.roleBinding('saiten-learner', namespace, { kind: 'ClusterRole', name: LEARNER_ROLE }, learner),
    rbac.clusterRoleBinding(`saiten:grader:${graderNamespace}`, GRADER_ROLE, grader),
    rbac.clusterRole(actAsLearner, [
      { apiGroups: [''], resources: ['users'], verbs: ['impersonate'], resourceNames: [learnerUser] },
    ]),
    rbac.clusterRoleBinding(actAsLearner, actAsLearner, grader),
    rbac.role('saiten-grader', graderNamespace, [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]),
    rbac.roleBinding('saiten-grader', graderNamespace, { kind: 'Role', name: 'saiten-grader' }, grader),
    rbac.role('saiten-grader-secrets', namespace, [
      { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
    ]),
    rbac.roleBinding(
      'saiten-grader-secrets',
      namespace,
      { kind: 'Role', name: 'saiten-grader-secrets' },
      grader,
    ),
  ];
}

function namespace(name: string, labels: Record<string, string>): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function serviceAccount(name: string, namespace: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace },
    automountServiceAccountToken: false,
  };
}

/**
 * Lets nobody connect to the grader's pods but they themselves, where the cluster's network enforces policies; kind's does.
 * What they send is not limited: they ask the learner's pods.
 */
function closedToOthers(namespace: string): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'saiten', namespace },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: {} }] }],
    },
  };
}

/** Generous for any exercise, small enough that a runaway controller cannot drown a laptop. */
function quota(namespace: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'saiten', namespace },
    spec: {
      hard: {
        pods: '60',
        'requests.cpu': '8',
        'requests.memory': '8Gi',
        'requests.storage': '20Gi',
        'limits.ephemeral-storage': '30Gi',
        'count/services': '20',
        'services.loadbalancers': '5',
        'services.nodeports': '10',
        'count/configmaps': '60',
        'count/secrets': '60',
        'count/persistentvolumeclaims': '20',
        'count/replicationcontrollers': '20',
        'count/deployments.apps': '30',
        'count/replicasets.apps': '120',
        'count/statefulsets.apps': '20',
        'count/daemonsets.apps': '10',
        'count/jobs.batch': '60',
        'count/cronjobs.batch': '20',
        'count/ingresses.networking.k8s.io': '20',
        'count/networkpolicies.networking.k8s.io': '40',
        'count/poddisruptionbudgets.policy': '20',
        'count/horizontalpodautoscalers.autoscaling': '20',
      },
    },
  };
}

/**
 * A quota refuses pods that do not say what it counts; these stand in: requests small, so that much fits side by side,
 * and limits that end what runs away before the machine feels it.
 */
function limitRange(namespace: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'saiten', namespace },
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: { cpu: '10m', memory: '16Mi', 'ephemeral-storage': '1Mi' },
          default: { memory: '1Gi', 'ephemeral-storage': '512Mi' },
        },
      ],
    },
  };
}
