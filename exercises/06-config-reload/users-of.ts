import type { SubmittedObject } from '../../graders/submission/submitted-files.ts';
import { valueAt } from '../../graders/submission/value-at.ts';

/** Fields of a pod template that name a ConfigMap or a Secret, and the field in which the name stands. */
const REFERENCES = new Map([
  ['configMap', ['ConfigMap', 'name']],
  ['configMapKeyRef', ['ConfigMap', 'name']],
  ['configMapRef', ['ConfigMap', 'name']],
  ['secretKeyRef', ['Secret', 'name']],
  ['secretRef', ['Secret', 'name']],
  ['secret', ['Secret', 'secretName', 'name']],
]);

/**
 * The Deployments among the objects that an object serves: itself, those whose pods read it, and those whose pods it
 * selects.
 */
export function usersOf({ value }: SubmittedObject, objects: readonly SubmittedObject[]): Set<string> {
  const { kind, metadata } = value;
  const deployments = objects.map((object) => object.value).filter((other) => other.kind === 'Deployment');

  const users = deployments.filter((deployment) => {
    if (kind === 'Deployment') return deployment.metadata.name === metadata.name;
    if (kind === 'ConfigMap' || kind === 'Secret') return names(deployment, kind).includes(metadata.name);
    const labels = valueAt(deployment, ['spec', 'template', 'metadata', 'labels']);

    const selector = valueAt(
      value,
      kind === 'Service' ? ['spec', 'selector'] : ['spec', 'selector', 'matchLabels'],
    );

    return metadata.name === deployment.metadata.name || selects(selector, labels);
  });

  return new Set([
    ...users.map((user) => user.metadata.name),
    ...(kind === 'Service' ? [metadata.name] : []),
  ]);
}

/** All ConfigMaps, or Secrets, that anything below a value refers to. */
function names(value: unknown, kind: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, entry]) => {
    const [referred, ...fields] = REFERENCES.get(field) ?? [];
    const found = referred === kind ? fields.map((name) => valueAt(entry, [name])) : [];
    return [...found.filter((name) => typeof name === 'string'), ...names(entry, kind)];
  });
}

function selects(selector: unknown, labels: unknown): boolean {
  if (typeof selector !== 'object' || selector === null) return false;
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, text]) => valueAt(labels, [key]) === text);
}
