import type { SubmittedObject } from '../../submission/submitted-files.ts';

/** What others refer to comes first; what is not listed follows in the learner's order. */
const FIRST = [
  'CustomResourceDefinition',
  'ResourceQuota',
  'LimitRange',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'PersistentVolumeClaim',
  'Role',
  'RoleBinding',
  'NetworkPolicy',
  'Service',
];

/** Sorts objects so that configuration exists before the workloads that read it; equal kinds keep their order. */
export function applyOrder(objects: readonly SubmittedObject[]): SubmittedObject[] {
  const rank = ({ value }: SubmittedObject): number => {
    const index = FIRST.indexOf(value.kind);
    return index === -1 ? FIRST.length : index;
  };

  return objects.toSorted((a, b) => rank(a) - rank(b));
}
