import type { Manifest } from './manifest.ts';

const API_VERSION = 'rbac.authorization.k8s.io/v1';
const API_GROUP = 'rbac.authorization.k8s.io';

export interface Rule {
  apiGroups?: readonly string[];
  resources?: readonly string[];
  resourceNames?: readonly string[];
  nonResourceURLs?: readonly string[];
  verbs: readonly string[];
}

export type Subject =
  { kind: 'User'; name: string } | { kind: 'ServiceAccount'; name: string; namespace: string };

export interface RoleReference {
  kind: 'Role' | 'ClusterRole';
  name: string;
}

/** The four kinds of rights as manifests. */
export const rbac = {
  role: (name: string, namespace: string, rules: readonly Rule[]): Manifest => ({
    apiVersion: API_VERSION,
    kind: 'Role',
    metadata: { name, namespace },
    rules,
  }),
  clusterRole: (name: string, rules: readonly Rule[]): Manifest => ({
    apiVersion: API_VERSION,
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  }),
  roleBinding: (name: string, namespace: string, role: RoleReference, subject: Subject): Manifest => ({
    apiVersion: API_VERSION,
    kind: 'RoleBinding',
    metadata: { name, namespace },
    ...binding(role, subject),
  }),
  clusterRoleBinding: (name: string, role: string, subject: Subject): Manifest => ({
    apiVersion: API_VERSION,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    ...binding({ kind: 'ClusterRole', name: role }, subject),
  }),
};

function binding(role: RoleReference, subject: Subject): object {
  return {
    roleRef: { apiGroup: API_GROUP, ...role },
    subjects: [subject.kind === 'User' ? { apiGroup: API_GROUP, ...subject } : subject],
  };
}
