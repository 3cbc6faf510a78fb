import Type from 'typebox';
import { ObservedFile } from './observed-file.ts';
import { AbsolutePath, NodeName, PodUid, VolumeName } from './references.ts';

/** Reads a file of a pod's volume where kubelet keeps it. */
export const ReadVolumeFile = {
  request: Type.Object(
    { node: NodeName, pod: PodUid, volume: VolumeName, path: AbsolutePath },
    { additionalProperties: false },
  ),
  answer: ObservedFile,
};
