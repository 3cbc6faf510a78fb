import type { V1Container, V1PodSpec } from '@kubernetes/client-node';

/** Where a pod has its values from. */
export type ValueSource = 'volumes' | 'environment';

export interface SpecChange {
  /** What a reference to a ConfigMap or Secret becomes. */
  rename(kind: 'ConfigMap' | 'Secret', name: string): string;
  /** What a value that stands in the specification itself becomes. */
  replace(text: string): string;
}

/** A copy of a pod's specification that has its values from elsewhere, in one of the two ways; all else stays. */
export function changedSpec(spec: V1PodSpec, source: ValueSource, change: SpecChange): V1PodSpec {
  const copy = structuredClone(spec);
  if (source === 'volumes') changeVolumes(copy, change);
  else [...(copy.initContainers ?? []), ...copy.containers].forEach((one) => changeVariables(one, change));
  return copy;
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
