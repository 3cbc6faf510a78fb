import type { V1Pod } from '@kubernetes/client-node';

/**
 * Whether anything mounted into a pod can change while it runs. Mounts of a single file (`subPath`) and environment
 * variables are fixed when the container starts
 * (https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically).
 */
export function followsChanges({ spec }: V1Pod): boolean {
  const volumes = new Set(
    (spec?.volumes ?? [])
      .filter((volume) => volume.configMap ?? volume.secret ?? volume.projected)
      .map(({ name }) => name),
  );

  const mounts = (spec?.containers ?? []).flatMap((container) => container.volumeMounts ?? []);
  return mounts.some(
    (mount) =>
      volumes.has(mount.name) &&
      // Put there by the API server for every pod that has a token.
      mount.mountPath !== '/var/run/secrets/kubernetes.io/serviceaccount' &&
      mount.subPath === undefined &&
      mount.subPathExpr === undefined,
  );
}
