import type { V1Container, V1PodSpec } from '@kubernetes/client-node';

/**
 * A learner's pod spec as a trial pod runs it: with the namespace's default resources and no wishes for a place, so that
 * it fits beside the pods that are graded.
 */
export function trialSpec(spec: V1PodSpec): V1PodSpec {
  const { affinity: _affinity, topologySpreadConstraints: _spread, resources: _resources, ...kept } = spec;
  return {
    ...kept,
    initContainers: (spec.initContainers ?? []).map(withDefaults),
    containers: spec.containers.map(withDefaults),
  };
}

function withDefaults({
  resources: _resources,
  resizePolicy: _policy,
  ...container
}: V1Container): V1Container {
  return container;
}
