import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '@kubernetes/client-node';

/** What people and managers write into an object, without what controllers note down in its annotations. */
export interface DesiredState {
  metadata: { labels?: Record<string, string>; annotations?: Record<string, string> };
  spec?: unknown;
}

/** Picks labels, annotations and spec of an object; maps that are empty count as left out. */
export function desiredState({ metadata, ...rest }: KubernetesObject & { spec?: unknown }): DesiredState {
  const annotations = Object.entries(metadata?.annotations ?? {}).filter(
    ([key]) => !key.startsWith('deployment.kubernetes.io/'),
  );

  const labels = Object.entries(metadata?.labels ?? {});
  return {
    metadata: {
      ...(labels.length === 0 ? {} : { labels: Object.fromEntries(labels) }),
      ...(annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) }),
    },
    ...(rest.spec === undefined ? {} : { spec: plain(rest.spec) }),
  };
}

/** Whether two desired states say the same; the order of keys does not count. */
export function isSameState(a: DesiredState, b: DesiredState): boolean {
  return isDeepStrictEqual(a, b);
}

/** The generated clients fill fields that are not there with `undefined`, which is not the same as no field. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
