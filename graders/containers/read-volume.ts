import type { V1Pod } from '@kubernetes/client-node';
import type { ObservedFile } from '../contract/host/observed-file.ts';
import type { GraderContext } from '../core/grader-context.ts';

/**
 * Reads the first 64 KiB of a file of a pod's volume (`emptyDir`, `configMap`, `secret`, `projected`, `downwardAPI`) where kubelet
 * keeps it, also while no container of the pod runs. `missing` when there is no such file, or no such volume (yet): kubelet
 * removes the volumes of a pod whose containers have all ended for good. Throws a `HostError` when nobody can look, which is ours.
 *
 * @param path In the volume, with `/` in front. Links are followed inside the volume.
 */
export async function readVolumeFile(
  context: Pick<GraderContext, 'cluster'>,
  { metadata, spec }: V1Pod,
  volume: string,
  path: string,
): Promise<ObservedFile> {
  const [node, pod] = [spec?.nodeName, metadata?.uid];
  if (node === undefined || pod === undefined) return { type: 'missing' };
  return context.cluster.host.ask('read-volume-file', { node, pod, volume, path });
}
