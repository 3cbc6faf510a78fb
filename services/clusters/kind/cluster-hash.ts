import { createHash } from 'node:crypto';

/** Eleven hexadecimal digits that stand for a cluster where its name is too long, as in names of interfaces. */
export function clusterHash(cluster: string): string {
  return createHash('sha256').update(cluster).digest('hex').slice(0, 11);
}

/** The interface of a cluster's network on the engine's machine; Linux allows 15 characters. */
export function clusterBridge(cluster: string): string {
  return bridgeOfHash(clusterHash(cluster));
}

export function bridgeOfHash(mark: string): string {
  return `sai-${mark}`;
}
