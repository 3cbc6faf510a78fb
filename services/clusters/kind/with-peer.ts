import type { Cluster } from '../../domain/clusters/cluster.ts';

/** One cluster that has a second beside it: whatever concerns its state concerns both. */
export function withPeer(cluster: Cluster, peer: Cluster): Cluster {
  const both = async (work: (one: Cluster) => Promise<void>) => {
    await Promise.all([work(cluster), work(peer)]);
  };

  return {
    ...cluster,
    peer,
    async probe(options) {
      const [first, second] = await Promise.all([cluster.probe(options), peer.probe(options)]);
      return { networkPolicy: first.networkPolicy && second.networkPolicy };
    },
    ping: (options) => both((one) => one.ping(options)),
    freeze: () => both((one) => one.freeze()),
    thaw: () => both((one) => one.thaw()),
  };
}
