import type {
  V1ConfigMap,
  V1ConfigMapEnvSource,
  V1Container,
  V1Pod,
} from '../../graders/core/kubernetes-types.ts';

/**
 * Names of the ConfigMaps from which a running pod was given something: a mounted volume with at least one file, or a variable. A
 * volume that nothing mounts, an optional reference to what is not there, and a map without keys give nothing.
 */
export function mapsInUse({ spec, status }: V1Pod, maps: readonly V1ConfigMap[]): string[] {
  if (status?.phase !== 'Running' || spec === undefined) return [];
  const containers = [...(spec.initContainers ?? []), ...spec.containers];

  const mounted = new Set(
    containers.flatMap(({ volumeMounts }) => (volumeMounts ?? []).map(({ name }) => name)),
  );

  const volumes = (spec.volumes ?? [])
    .filter(({ name }) => mounted.has(name))
    .flatMap(({ configMap, projected }) => [
      configMap,
      ...(projected?.sources ?? []).map((source) => source.configMap),
    ])
    .filter((source) => source !== undefined)
    .map(({ name, items }) => ({ name, keys: items?.map(({ key }) => key) }));

  const variables = containers.flatMap(variablesOf);
  return [...volumes, ...variables].flatMap(({ name, keys }) => {
    const map = maps.find(({ metadata }) => metadata?.name === name);
    const there = [...Object.keys(map?.data ?? {}), ...Object.keys(map?.binaryData ?? {})];
    const gives = keys === undefined ? there.length > 0 : keys.some((key) => there.includes(key));
    return name !== undefined && gives ? [name] : [];
  });
}

type Reference = Pick<V1ConfigMapEnvSource, 'name'> & { keys?: string[] | undefined };

function variablesOf({ env = [], envFrom = [] }: V1Container): Reference[] {
  const single = env.flatMap(({ valueFrom }): Reference[] => {
    const { name, key } = valueFrom?.configMapKeyRef ?? {};
    return name === undefined || key === undefined ? [] : [{ name, keys: [key] }];
  });

  const whole = envFrom.flatMap(({ configMapRef }): Reference[] =>
    configMapRef?.name === undefined ? [] : [{ name: configMapRef.name }],
  );

  return [...single, ...whole];
}
