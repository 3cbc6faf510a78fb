import type { LocatableDocument } from './yaml/parse-documents.ts';
import { valueAt } from './value-at.ts';

/** The objects of a `v1` `List`, as `kubectl get` prints several, each with its own places; any other document as it is. */
export function unrollList(document: LocatableDocument): LocatableDocument[] {
  const items = valueAt(document.value, ['items']);
  const [apiVersion, kind] = [['apiVersion'], ['kind']].map((path) => valueAt(document.value, path));
  if (apiVersion !== 'v1' || kind !== 'List' || !Array.isArray(items)) return [document];
  return items.map((value: unknown, i) => ({
    file: document.file,
    value,
    positionOf: (path) => document.positionOf(['items', i, ...path]),
    depthOf: (path) => Math.max(0, document.depthOf(['items', i, ...path]) - 2),
  }));
}
