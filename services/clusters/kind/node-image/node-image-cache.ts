import type { Logger } from '../../../observability/logger.ts';
import { connectAdministrator } from '../../sandbox/administrator.ts';
import { clusterFolder, createClusterFolder } from '../cluster-folder.ts';
import { clusterBridge } from '../cluster-hash.ts';
import type { StartingImage } from '../create-cluster.ts';
import type { Docker, Engine } from '../engine/docker.ts';
import type { Kind } from '../kind.ts';
import { learnerPolicies } from '../../sandbox/learner-policies.ts';
import { etcdSnapshotImage } from './etcd-snapshot-image.ts';
import { layersOutsideVar } from './layers-outside-var.ts';

export interface NodeImageCacheOptions {
  docker: Docker;
  kind: Kind;
  dataFolder: string;
  /** A name for a cluster that nobody asked for. */
  clusterName(): string;
  /** Labels of its network. */
  labels(cluster: string): Readonly<Record<string, string>>;
  destroy(cluster: string): Promise<void>;
  logger: Pick<Logger, 'info'>;
  now(): number;
}

/** The API server takes up new policies once a second; those that it starts with are in force sooner. */
const POLICIES = learnerPolicies().flatMap(({ manifests }) => manifests);
const HOUR = 3_600_000;
const MINUTES_2 = 120_000;

export interface Wanted {
  /** A node image by name, and its id. */
  image: string;
  imageId: string;
  engine: Engine;
  /** Whether the cluster may start with the data of another one. */
  startsFromSnapshot: boolean;
  /** Milliseconds that kind may take. */
  timeoutMs: number;
  signal: AbortSignal;
}

/**
 * The images that clusters start from in place of a node image: one with a small /var, and one of that with the data of
 * an unused cluster. They are made when they are first asked for; what cannot be made is left out, the data for an hour.
 */
export function createNodeImageCache(options: NodeImageCacheOptions) {
  const { docker, kind, dataFolder, logger, now } = options;
  const unsplit = new Set<string>();
  /** Until when images are used without the data, by their ids; milliseconds since 1970. */
  const distrusted = new Map<string, number>();
  /** Names of images with a snapshot by id of the node image. */
  const snapshots = new Map<string, string>();
  const underWay = new Map<string, Promise<unknown>>();

  const distrust = (imageId: string) => void distrusted.set(imageId, now() + HOUR);

  const split = async ({ image, imageId, signal }: Wanted): Promise<string> => {
    if (unsplit.has(imageId)) return image;
    const found = await layersOutsideVar({ docker, image, imageId, logger, signal });
    if (found === image) unsplit.add(imageId);
    return found;
  };

  const prime = async (
    image: string,
    { imageId, engine, timeoutMs, signal }: Wanted,
  ): Promise<string | undefined> => {
    const cluster = options.clusterName();

    const found = await etcdSnapshotImage({
      ...{ docker, kind, engine, image, imageId, cluster, logger, signal },
      timeoutMs: Math.min(timeoutMs, MINUTES_2),
      async prepare() {
        const folder = clusterFolder(dataFolder, cluster);
        await createClusterFolder(folder, new Map());
        await docker.createNetwork(cluster, options.labels(cluster), clusterBridge(cluster), signal);
        return folder;
      },
      manifests: POLICIES,
      async apply(kubeconfig) {
        const administrator = connectAdministrator(kubeconfig)(signal);
        await Promise.all(POLICIES.map((manifest) => administrator.apply(manifest)));
      },
      destroy: () => options.destroy(cluster),
    });

    if (found === undefined) distrust(imageId);
    else snapshots.set(imageId, found);
    return found;
  };

  const snapshotOf = async (image: string, wanted: Wanted): Promise<string | undefined> => {
    const { imageId, signal } = wanted;
    // Who waits has a signal of their own: whatever became of it, they look for themselves.
    while (underWay.has(imageId)) await underWay.get(imageId)?.catch(() => undefined);
    if ((distrusted.get(imageId) ?? 0) > now()) return undefined;
    const known = snapshots.get(imageId);
    if (known !== undefined && (await docker.imageId(known, signal)) !== undefined) return known;
    const made = prime(image, wanted).finally(() => underWay.delete(imageId));
    underWay.set(imageId, made);
    return made;
  };

  return {
    async of(wanted: Wanted): Promise<StartingImage> {
      const image = await split(wanted);
      const found = wanted.startsFromSnapshot ? await snapshotOf(image, wanted) : undefined;
      return found === undefined ? { image, fromSnapshot: false } : { image: found, fromSnapshot: true };
    },
    /** A cluster with its data did not come up: for an hour the others start without. */
    distrust,
  };
}
