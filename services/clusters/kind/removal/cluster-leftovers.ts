import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { KIND_CLUSTER_LABEL, LABEL } from '../cluster-labels.ts';
import { clusterOfMember } from '../cluster-members.ts';
import type { Docker, DockerObject } from '../engine/docker.ts';
import { isOwnClusterName } from './own-cluster-name.ts';

/** What exists of one cluster, complete or not. */
export interface ClusterLeftovers {
  name: string;
  profile: string;
  /** Worker that made it; undefined when only containers or files are left. */
  worker: string | undefined;
  createdAt: Date;
  /** Undefined when only containers or files are left. */
  deadline: Date | undefined;
  containers: number;
}

export interface LeftoversOptions {
  docker: Pick<Docker, 'containers' | 'networks'>;
  prefix: string;
  dataFolder: string;
}

/**
 * Every cluster of this prefix, as Docker and the data folder show it and nobody's record: networks by our label,
 * containers by kind's label and the form of the name, folders by name. Oldest first.
 */
export async function clusterLeftovers({
  docker,
  prefix,
  dataFolder,
}: LeftoversOptions): Promise<ClusterLeftovers[]> {
  const [networks, containers, folders] = await Promise.all([
    docker.networks(`${LABEL.prefix}=${prefix}`),
    docker.containers(KIND_CLUSTER_LABEL),
    foldersOf(dataFolder),
  ]);

  const remains = new Map<string, ClusterLeftovers>();

  const add = (name: string, found: Partial<ClusterLeftovers> & { createdAt: Date }) => {
    if (!isOwnClusterName(prefix, name)) return;
    const known = remains.get(name);
    const createdAt = known && known.createdAt < found.createdAt ? known.createdAt : found.createdAt;

    remains.set(name, {
      name,
      profile: name.split('-')[1] ?? '',
      worker: known?.worker ?? found.worker,
      createdAt,
      deadline: known?.deadline ?? found.deadline,
      containers: (known?.containers ?? 0) + (found.containers ?? 0),
    });
  };

  for (const network of networks) add(network.labels[LABEL.cluster] ?? '', ownership(network));
  for (const { labels, createdAt } of containers)
    add(clusterOfMember(labels[KIND_CLUSTER_LABEL] ?? ''), { createdAt, containers: 1 });
  for (const { name, createdAt } of folders) add(name, { createdAt });
  return [...remains.values()].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

function ownership({ labels, createdAt }: DockerObject): Partial<ClusterLeftovers> & { createdAt: Date } {
  const deadline = new Date(labels[LABEL.deadline] ?? '');
  return {
    worker: labels[LABEL.worker],
    createdAt,
    deadline: Number.isNaN(deadline.getTime()) ? undefined : deadline,
  };
}

async function foldersOf(dataFolder: string): Promise<{ name: string; createdAt: Date }[]> {
  const clusters = join(resolve(dataFolder), 'clusters');

  const names = await readdir(clusters).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });

  const found = await Promise.all(
    names.map(async (name) => {
      // One that is removed meanwhile is none of ours any more.
      const stats = await stat(join(clusters, name)).catch(() => undefined);
      return stats === undefined ? [] : [{ name, createdAt: stats.mtime }];
    }),
  );

  return found.flat();
}
