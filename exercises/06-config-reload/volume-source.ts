import type { V1PodSpec, V1VolumeProjection } from '../../graders/kubernetes-types.ts';

/** What kubelet fills a file of a volume from. */
export type FileSource = 'ConfigMap' | 'Secret' | 'pod' | 'other';

/** A file of a volume that is mounted: the volume's name, and the way to the file inside it. */
export interface VolumeFile {
  volume: string;
  path: string;
}

/** What a file of a pod's volume comes from; undefined when the pod or the volume has no such file. */
export function sourceOf(spec: V1PodSpec, { volume, path }: VolumeFile): FileSource | undefined {
  const found = spec.volumes?.find(({ name }) => name === volume);
  if (found === undefined) return undefined;
  const { configMap, secret, downwardAPI, projected } = found;
  if (projected) {
    const candidates = (projected.sources ?? []).filter((source) => mayHold(source, path));
    // A source that lists the file goes before one that takes all keys of its map.
    const [source] = candidates.toSorted((a, b) => Number(lists(b, path)) - Number(lists(a, path)));
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

function itemsOf({
  configMap,
  secret,
  downwardAPI,
}: V1VolumeProjection): readonly { path: string }[] | undefined {
  return configMap?.items ?? secret?.items ?? downwardAPI?.items;
}

function mayHold(source: V1VolumeProjection, path: string): boolean {
  return itemsOf(source) === undefined || lists(source, path);
}

function lists(source: V1VolumeProjection, path: string): boolean {
  return itemsOf(source)?.some((item) => item.path.replace(/^\.\//, '') === path) ?? false;
}
