import { createHash } from 'node:crypto';
import type { Logger } from '../../../observability/logger.ts';
import type { Docker } from '../engine/docker.ts';
import { programOutput } from '../engine/program-output.ts';

/** Repository of the images that are made here: never node images to choose from. */
export const LAYERS_REPOSITORY = 'saiten-node-layers';

const MINUTES_5 = 300_000;
const SNAPSHOTS = '/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots';
const KEPT = '/saiten/snapshots';
const PACKAGES = '/var/lib/dpkg';

/**
 * kind gives every node an anonymous volume at /var, and the engine copies what the image holds there into it: some
 * hundred megabytes for each cluster. Container images that lie unpacked in an image are read-only, so they may stay
 * in the image, and containerd's own folder holds links to them. Nor does a node need its own copy of what Debian keeps
 * about packages: nine in ten of all files that are left.
 */
const MOVE = `set -e
cd ${SNAPSHOTS}
mkdir -p ${KEPT}
for each in *; do
  test -d "$each" && ! test -L "$each" || continue
  mv "$each" ${KEPT}/
  ln -s "${KEPT}/$each" "$each"
done
if test -d ${PACKAGES} && ! test -L ${PACKAGES}; then
  mv ${PACKAGES} /saiten/packages
  ln -s /saiten/packages ${PACKAGES}
fi`;

/** A file system of layers over the moved ones, as containerd makes it for a container; some engines cannot. */
const TRY = `set -e
for each in ${KEPT}/*/fs; do test -d "$each" && lower="$each"; done
test -n "$lower"
mkdir -p /var/saiten-try/upper /var/saiten-try/work /var/saiten-try/all
mount -t overlay overlay -o "lowerdir=$lower,upperdir=/var/saiten-try/upper,workdir=/var/saiten-try/work" /var/saiten-try/all
touch /var/saiten-try/all/written
umount /var/saiten-try/all`;

export interface LayersOutsideVarOptions {
  docker: Pick<Docker, 'imageId' | 'build' | 'runPrivileged' | 'removeImage'>;
  /** A node image by name. */
  image: string;
  /** Its id, `sha256:…`. */
  imageId: string;
  logger: Pick<Logger, 'info'>;
  signal: AbortSignal;
}

/**
 * Name of an image like the given one whose /var is small, made the first time; the given one where that is of no use
 * or does not work with this engine. Twice at once makes it twice, under one name.
 */
export async function layersOutsideVar(options: LayersOutsideVarOptions): Promise<string> {
  const { docker, image, imageId, logger, signal } = options;

  const hash = createHash('sha256')
    .update(JSON.stringify([imageId, MOVE]))
    .digest('hex');

  const made = `${LAYERS_REPOSITORY}:${hash.slice(0, 16)}`;
  if ((await docker.imageId(made, signal)) !== undefined) return made;

  const giveUp = (found: string): string => {
    logger.info({ image, found }, 'node image is used as it is: its /var cannot be made smaller');
    return image;
  };

  const dockerfile = `FROM ${image}\nRUN ${JSON.stringify(['/bin/sh', '-c', MOVE])}\n`;
  const built = await docker.build(made, dockerfile, { timeoutMs: MINUTES_5, signal });
  if (built.exitCode !== 0) return giveUp(programOutput(built));
  const tried = await docker.runPrivileged(made, ['/bin/sh', '-c', TRY], { timeoutMs: MINUTES_5, signal });
  if (tried.exitCode === 0) return made;
  await docker.removeImage(made);
  return giveUp(programOutput(tried));
}
