import type { V1Container, V1PodSpec, V1PodTemplateSpec } from '@kubernetes/client-node';

/** A pod that no selector finds. */
export interface Unlabelled {
  annotations: Record<string, string>;
  spec: V1PodSpec;
}

/**
 * What a template's pods are without their labels, so that no Service and no controller takes such a pod for its own. Where
 * a variable or a file of a volume holds a label of the pod, it holds an annotation with the same text.
 */
export function withoutLabels({ metadata, spec }: V1PodTemplateSpec): Unlabelled {
  if (spec === undefined) throw new Error('The API server returned a pod template without a spec');
  const annotations = { ...metadata?.annotations };
  const names = new Map<string, string>();

  for (const [label, text] of Object.entries(metadata?.labels ?? {})) {
    const name = freeName(annotations, names.size);
    names.set(`metadata.labels['${label}']`, `metadata.annotations['${name}']`);
    annotations[name] = text;
  }

  const copy = structuredClone(spec);
  for (const field of fieldsOf(copy)) field.fieldPath = names.get(field.fieldPath) ?? field.fieldPath;
  return { annotations, spec: copy };
}

function freeName(taken: Readonly<Record<string, string>>, number: number): string {
  const name = `label-${number}`;
  return name in taken ? freeName(taken, number + 1000) : name;
}

/** Every reference to a field of the pod. */
function fieldsOf({ initContainers = [], containers, volumes = [] }: V1PodSpec): { fieldPath: string }[] {
  const variables = [...initContainers, ...containers].flatMap(({ env = [] }: V1Container) =>
    env.flatMap(({ valueFrom }) => valueFrom?.fieldRef ?? []),
  );

  const files = volumes
    .flatMap(({ downwardAPI, projected }) => [
      downwardAPI,
      ...(projected?.sources ?? []).map((source) => source.downwardAPI),
    ])
    .flatMap((source) => source?.items ?? [])
    .flatMap(({ fieldRef }) => fieldRef ?? []);

  return [...variables, ...files];
}
