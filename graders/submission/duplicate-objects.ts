import type { ComposeFinding } from '../core/compose-finding.ts';
import type { Finding } from '../contract/finding.ts';
import type { SubmittedObject } from './submitted-files.ts';

/**
 * Objects that stand twice in one folder: the later would silently replace the earlier. A file that the
 * exercise declares by its own name counts by itself, because the grader applies it by itself.
 */
export function duplicateObjects(
  objects: readonly SubmittedObject[],
  entries: readonly { path: string }[],
  compose: ComposeFinding,
): Finding[] {
  const seen = new Map<string, SubmittedObject>();
  return objects.flatMap((object) => {
    const { apiVersion, kind, metadata } = object.value;
    const declared = entries.some(({ path }) => path === object.file);
    const scope = declared ? object.file : object.file.slice(0, object.file.lastIndexOf('/') + 1);
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    const key = JSON.stringify([scope, group, kind, metadata.name]);
    const first = seen.get(key);
    seen.set(key, first ?? object);
    if (first === undefined) return [];
    const { file, line } = first.positionOf([]);
    const params = { kind, name: metadata.name, file, line };
    return [compose('duplicate-object', params, { position: object.positionOf([]) })];
  });
}
