import type { V1PodSpec, V1VolumeProjection } from '../../graders/core/kubernetes-types.ts';

/** What kubelet fills a file of a volume from. */
export type FileSource = 'ConfigMap' | 'Secret' | 'pod' | 'other';

/** A file of a volume that is mounted: the volume's name, and the way to the file inside it. */
export interface VolumeFile {
  volume: string;
  path: string;
}

/** The keys of a ConfigMap or Secret; none where there is no such object. */
export type KeysOf = (kind: 'ConfigMap' | 'Secret', name: string) => readonly string[];

/** What a file of a pod's volume comes from; undefined when the pod or the volume has no such file. */
export function sourceOf(
  spec: V1PodSpec,
  { volume, path }: VolumeFile,
  keysOf: KeysOf,
): FileSource | undefined {
  const found = spec.volumes?.find(({ name }) => name === volume);
  if (found === undefined) return undefined;
  const { configMap, secret, downwardAPI, projected } = found;

  if (projected) {
    // Of several sources that have the file, kubelet writes that of the last.
    const source = projected.sources?.findLast((one) => pathsOf(one, keysOf).includes(path));
    return source && kindOf(source);
  }

  return kindOf({
    ...(configMap ? { configMap } : {}),
    ...(secret ? { secret } : {}),
    ...(downwardAPI ? { downwardAPI } : {}),
  });
}

function kindOf({ configMap, secret, downwardAPI }: V1VolumeProjection): FileSource {
  if (configMap) return 'ConfigMap';
  if (secret) return 'Secret';
  return downwardAPI ? 'pod' : 'other';
}

/** The files that a source of a projected volume gives: those it lists, or one for each key of its object. */
function pathsOf({ configMap, secret, downwardAPI }: V1VolumeProjection, keysOf: KeysOf): readonly string[] {
  const items = configMap?.items ?? secret?.items ?? downwardAPI?.items;
  if (items !== undefined) return items.map((item) => item.path.replace(/^\.\//, ''));
  if (configMap !== undefined) return keysOf('ConfigMap', configMap.name ?? '');
  return secret === undefined ? [] : keysOf('Secret', secret.name ?? '');
}
