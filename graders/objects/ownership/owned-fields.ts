import Type from 'typebox';
import Value from 'typebox/value';

/** The part of an entry of `metadata.managedFields` that says who applied what. */
const AppliedEntry = Type.Object({
  manager: Type.String(),
  operation: Type.Literal('Apply'),
  fieldsV1: Type.Record(Type.String(), Type.Unknown()),
});

/**
 * The fields that a manager owns by server-side apply, as `.spec.replicas` or
 * `.spec.template.spec.containers[name="web"].image`, sorted. Only ends of the tree count: maps and list items
 * on the way are shared by all who own something inside, and so is the key by which a list item is found.
 * Format: https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 *
 * @param managedFields `metadata.managedFields` as the API server returned it.
 */
export function ownedFields(managedFields: unknown, manager: string): string[] {
  const entries = Array.isArray(managedFields) ? managedFields : [];

  const owned = entries.flatMap((entry: unknown) =>
    Value.Check(AppliedEntry, entry) && entry.manager === manager ? leaves(entry.fieldsV1, '', []) : [],
  );

  return [...new Set(owned)].sort();
}

function leaves(node: Record<string, unknown>, path: string, keys: readonly string[]): string[] {
  const children = Object.entries(node).filter(([step]) => step !== '.');
  if (children.length === 0) return path === '' ? [] : [path];
  return children.flatMap(([step, child]) => {
    const [kind, name] = [step.slice(0, 2), step.slice(2)];
    if (kind === 'f:' && keys.includes(name)) return [];
    const inner = isMap(child) ? child : {};
    if (kind === 'f:') return leaves(inner, path + fieldStep(name), []);
    if (kind !== 'k:') return leaves(inner, `${path}[${name}]`, []);
    const key = JSON.parse(name) as Record<string, unknown>;
    const steps = Object.entries(key).map(([field, value]) => `${field}=${JSON.stringify(value)}`);
    return leaves(inner, `${path}[${steps.join(',')}]`, Object.keys(key));
  });
}

function fieldStep(name: string): string {
  return /^[A-Za-z0-9_$-]+$/.test(name) ? `.${name}` : `["${name}"]`;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
