/**
 * Whether the name is one that `clusterName` makes for this deployment. Prefix, profile and run id hold no
 * hyphens, so that `saiten` never takes `saiten-test-…` for its own, and no name leads out of a folder.
 */
export function isOwnClusterName(prefix: string, name: string): boolean {
  const parts = name.split('-');
  return (
    parts.length === 3 && parts[0] === prefix && parts.slice(1).every((part) => /^[a-z0-9]+$/.test(part))
  );
}
