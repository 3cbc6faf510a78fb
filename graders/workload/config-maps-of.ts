import type { V1PodSpec } from '@kubernetes/client-node';

/** Names of the ConfigMaps a pod refers to: in volumes, projected volumes and environment variables. */
export function configMapsOf(spec: V1PodSpec): string[] {
  const volumes = (spec.volumes ?? []).flatMap(({ configMap, projected }) => [
    configMap?.name,
    ...(projected?.sources ?? []).map((source) => source.configMap?.name),
  ]);
  const variables = [...(spec.initContainers ?? []), ...spec.containers].flatMap(({ env, envFrom }) => [
    ...(env ?? []).map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name),
    ...(envFrom ?? []).map(({ configMapRef }) => configMapRef?.name),
  ]);
  return [...new Set([...volumes, ...variables].filter((name) => name !== undefined))];
}
