import type { V1PodSpec, V1SecretVolumeSource, V1VolumeMount } from '../../graders/core/kubernetes-types.ts';
import { withoutTrailing } from '../../graders/text/without-trailing.ts';
import type { KeysOf } from './volume-source.ts';

interface SecretFiles {
  volume: string;
  path: string;
}

/**
 * Where a container finds the files of the Secrets that are mounted into it. `keysOf` tells the keys of a Secret that is
 * mounted whole.
 */
export function secretFilePaths(spec: V1PodSpec, container: string, keysOf: KeysOf): string[] {
  const files = (spec.volumes ?? []).flatMap(({ name, secret, projected }): SecretFiles[] =>
    [
      secret && { name: secret.secretName, items: secret.items },
      ...(projected?.sources ?? []).map((source) => source.secret),
    ]
      .filter((source) => source !== undefined)
      .flatMap(
        ({ name: of = '', items }: { name?: string | undefined; items?: V1SecretVolumeSource['items'] }) =>
          (items?.map(({ path }) => path) ?? keysOf('Secret', of)).map((path) => ({ volume: name, path })),
      ),
  );

  const mounts = spec.containers.find(({ name }) => name === container)?.volumeMounts ?? [];
  return [...new Set(mounts.flatMap((mount) => files.flatMap((file) => seenAt(file, mount))))];
}

function seenAt({ volume, path }: SecretFiles, { name, mountPath, subPath }: V1VolumeMount): string[] {
  if (name !== volume) return [];
  const folder = withoutTrailing(mountPath, '/');
  if (subPath === undefined || subPath === '') return [`${folder}/${path}`];
  if (path === subPath) return [folder];
  return path.startsWith(`${subPath}/`) ? [`${folder}${path.slice(subPath.length)}`] : [];
}
