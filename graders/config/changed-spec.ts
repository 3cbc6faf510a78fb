import type { V1Container, V1EnvVar, V1ObjectMeta, V1PodSpec } from '@kubernetes/client-node';

/** Where a pod has its values from. */
export type ValueSource = 'volumes' | 'environment';

export interface SpecChange {
  /** What a reference to a ConfigMap or Secret becomes. */
  rename(kind: 'ConfigMap' | 'Secret', name: string): string;
  /** What a value that stands in the specification itself becomes. */
  replace(text: string): string;
}

/** What a template says of its pods, as far as variables may be filled from it. */
type Metadata = Pick<V1ObjectMeta, 'labels' | 'annotations'>;

/**
 * A copy of a pod's specification that has its values from elsewhere, in one of the two ways; all else stays. Variables
 * that are filled from the pod's own labels and annotations get their values from `metadata`.
 */
export function changedSpec(
  spec: V1PodSpec,
  source: ValueSource,
  change: SpecChange,
  metadata: Metadata = {},
): V1PodSpec {
  const copy = structuredClone(spec);

  if (source === 'volumes') {
    changeVolumes(copy, change);
    return copy;
  }

  for (const container of [...(copy.initContainers ?? []), ...copy.containers]) {
    for (const variable of container.env ?? []) writeOut(variable, metadata);
    changeVariables(container, change);
  }

  return copy;
}

/** Puts a label's or annotation's text in the place of the reference to it: the copy has other ones. */
function writeOut(variable: V1EnvVar, metadata: Metadata): void {
  const path = variable.valueFrom?.fieldRef?.fieldPath ?? '';
  const [, map, key] = /^metadata\.(labels|annotations)\['([^']+)'\]$/.exec(path) ?? [];
  if (map === undefined || key === undefined) return;
  const text = metadata[map as keyof Metadata]?.[key] ?? '';
  // A value that is written out may refer to other variables, one from a field may not.
  variable.value = text.replaceAll('$', '$$$$');
  delete variable.valueFrom;
}

function changeVolumes({ volumes = [] }: V1PodSpec, { rename }: SpecChange): void {
  const maps = volumes.flatMap(({ configMap, projected }) => [
    configMap,
    ...(projected?.sources ?? []).map((source) => source.configMap),
  ]);

  for (const map of maps) if (map?.name !== undefined) map.name = rename('ConfigMap', map.name);
}

function changeVariables({ env = [], envFrom = [] }: V1Container, { rename, replace }: SpecChange): void {
  for (const variable of env) if (variable.value !== undefined) variable.value = replace(variable.value);

  const maps = [
    ...env.map(({ valueFrom }) => valueFrom?.configMapKeyRef),
    ...envFrom.map(({ configMapRef }) => configMapRef),
  ];

  const secrets = [
    ...env.map(({ valueFrom }) => valueFrom?.secretKeyRef),
    ...envFrom.map(({ secretRef }) => secretRef),
  ];

  for (const map of maps) if (map?.name !== undefined) map.name = rename('ConfigMap', map.name);
  for (const secret of secrets) if (secret?.name !== undefined) secret.name = rename('Secret', secret.name);
}
