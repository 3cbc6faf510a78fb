import type { V1Pod } from '@kubernetes/client-node';
import type { HostAnswer } from '../contract/host/host-operations.ts';
import type { ObservedFile } from '../contract/host/observed-file.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { containerPlace } from './container-place.ts';

type Seen = Extract<HostAnswer<'observe-container'>, { running: true }>;

/** A container that does not run shows nothing: that is an outcome and may be the learner's doing. */
export type ContainerObservation =
  | { running: false }
  | (Omit<Seen, 'files'> & {
      /** By the paths that were asked for. */
      files: ReadonlyMap<string, ObservedFile>;
    });

/**
 * Looks at a container from its node: processes, mounts and up to 32 files, of each the first 64 KiB. Nothing of the container
 * takes part, so nothing in it can pose as something else. Give the pod as it was read just now: its status names the
 * life that is looked at, and `{ running: false }` says that this life has ended or not begun. Throws a `HostError` when nobody can
 * look, which is ours.
 *
 * @param files Absolute paths as the container sees them. Links are followed inside the container.
 */
export async function observeContainer(
  context: Pick<GraderContext, 'cluster'>,
  pod: V1Pod,
  container: string,
  { files = [] }: { files?: readonly string[] } = {},
): Promise<ContainerObservation> {
  const place = containerPlace(pod, container);
  if (place === undefined) return { running: false };
  const seen = await context.cluster.host.ask('observe-container', { ...place, files: [...files] });
  if (!seen.running) return seen;
  return { ...seen, files: new Map(files.map((path, i) => [path, seen.files[i] ?? { type: 'missing' }])) };
}
