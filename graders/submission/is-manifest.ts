import type { SubmittedDocument, SubmittedObject } from './submitted-files.ts';
import { valueAt } from './value-at.ts';

/** Whether a document has what every Kubernetes object has; the other rules are those of `checkManifest`. */
export function isManifest<D extends SubmittedDocument>(document: D): document is D & SubmittedObject {
  return [['apiVersion'], ['kind'], ['metadata', 'name']].every(
    (path) => typeof valueAt(document.value, path) === 'string',
  );
}
