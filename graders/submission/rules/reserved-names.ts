/**
 * Labels that controllers alone set: a pod that carries one is counted, and adopted, as a controller's own. Reading a
 * submission and the cluster's admission policies refuse the same ones.
 */
export const CONTROLLER_LABELS: readonly string[] = [
  'pod-template-hash',
  'controller-revision-hash',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  'job-name',
  'batch.kubernetes.io/job-name',
  'statefulset.kubernetes.io/pod-name',
];

/** Secrets of these types become credentials: of a service account, or for a node that joins. */
export const CREDENTIAL_TYPES: readonly string[] = [
  'kubernetes.io/service-account-token',
  'bootstrap.kubernetes.io/token',
];

/** Names of objects that begin so, and keys of labels and annotations of this domain, are the grader's own. */
const RESERVED_PREFIX = 'saiten-';
const RESERVED_DOMAIN = /^([^/]+\.)?saiten\.dev\//i;

/** Whether an object may not be called so because the grader's own are. */
export function isReservedName(name: string): boolean {
  return name.toLowerCase().startsWith(RESERVED_PREFIX);
}

/** Whether a label or annotation belongs to Saiten. */
export function isReservedKey(key: string): boolean {
  return RESERVED_DOMAIN.test(key.slice(0, 300));
}
