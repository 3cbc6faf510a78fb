import { podSpecPath } from './rules/pod-spec-path.ts';
import { valueAt } from './value-at.ts';

type Path = readonly (string | number)[];

/**
 * Fields that only the server fills and that change nothing when they are left out. `kubectl create --dry-run -o yaml` and
 * `kubectl get -o yaml` write them, whatever the learner meant; a status that somebody made up goes the same way.
 */
const LEFTOVERS: readonly Path[] = [
  ['status'],
  ...[
    'creationTimestamp',
    'deletionGracePeriodSeconds',
    'deletionTimestamp',
    'generation',
    'managedFields',
    'resourceVersion',
    'selfLink',
    'uid',
  ].map((field) => ['metadata', field]),
  ['metadata', 'annotations', 'deployment.kubernetes.io/revision'],
  ['metadata', 'annotations', 'kubectl.kubernetes.io/last-applied-configuration'],
];

/** Where an object holds such fields. */
export function leftovers(value: unknown): Path[] {
  const kind = valueAt(value, ['kind']);
  return [...LEFTOVERS, ...templateLeftovers(typeof kind === 'string' ? kind : '', value)].filter(
    (path) => valueAt(value, path) !== undefined,
  );
}

/** `creationTimestamp: null` stands in every template that kubectl makes, and a status in claims. */
function templateLeftovers(kind: string, value: unknown): Path[] {
  const spec = podSpecPath(kind) ?? [];

  const templates = spec.flatMap((step, depth) =>
    step === 'spec' && depth > 0 ? [spec.slice(0, depth)] : [],
  );

  const claims = valueAt(value, ['spec', 'volumeClaimTemplates']);
  const claimPaths = Array.isArray(claims) ? claims.map((_, i) => ['spec', 'volumeClaimTemplates', i]) : [];
  return [
    ...[...templates, ...claimPaths].map((path) => [...path, 'metadata', 'creationTimestamp']),
    ...claimPaths.map((path) => [...path, 'status']),
  ];
}
