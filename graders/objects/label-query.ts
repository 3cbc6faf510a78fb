import type { V1LabelSelector } from '@kubernetes/client-node';

/**
 * A label selector as the API server's lists take it
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api). Undefined for a selector that selects
 * nothing because it is not there; an empty one selects everything and becomes the empty text.
 */
export function labelQuery(selector: V1LabelSelector | undefined): string | undefined {
  if (selector === undefined) return undefined;
  const labels = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);

  const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    const list = `(${values.join(',')})`;

    switch (operator) {
      case 'In':
        return `${key} in ${list}`;
      case 'NotIn':
        return `${key} notin ${list}`;
      case 'Exists':
        return key;
      default:
        return `!${key}`;
    }
  });

  return [...labels, ...expressions].join(',');
}
