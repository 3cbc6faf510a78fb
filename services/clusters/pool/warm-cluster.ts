import type { Cluster, ClusterFacts } from '../../domain/clusters/cluster.ts';
import type { Clock } from '../clock.ts';

/** A ready cluster of this process that waits for a run: frozen most of the time, so that it costs no CPU. */
export interface WarmCluster {
  /** Whether the cluster has shown yet that it works. */
  isProven(): boolean;
  /**
   * Shows that the cluster works, when that was long ago, and freezes it. Returns what the first proof found out. Throws
   * when it does not work: it must be given up.
   */
  lookAfter(signal: AbortSignal): Promise<ClusterFacts | undefined>;
  /** Freezes the cluster as it is: what it has not shown yet, a later look asks it for. */
  rest(): Promise<void>;
  /** The cluster, awake, for one run. Throws when it does not come back. Nothing freezes it afterwards. */
  take(signal: AbortSignal): Promise<Cluster>;
}

export interface WarmClusterOptions {
  clock: Clock;
  /** Milliseconds for which a proof counts. */
  provenMs: number;
  /** Hears why a cluster could not be frozen. */
  staysAwake(error: unknown): void;
}

/**
 * Puts a cluster into stock.
 *
 * @param facts What a proof found out just now; undefined when there was no time for one.
 */
export function warmCluster(
  cluster: Cluster,
  facts: ClusterFacts | undefined,
  { clock, provenMs, staysAwake }: WarmClusterOptions,
): WarmCluster {
  let provenAt = facts === undefined ? undefined : clock.now();
  let frozen = false;
  let taken = false;
  // Freezing and thawing in turn: a freeze that is under way when a run comes must not win.
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };

  const wake = async () => {
    if (frozen) await cluster.thaw();
    frozen = false;
  };

  /** What cannot be frozen just now, in the middle of a fork, works all the same: the next look tries again. */
  const freeze = async () => {
    frozen = true;

    try {
      await cluster.freeze();
    } catch (error) {
      await wake();
      staysAwake(error);
    }
  };

  /** Not one that a run took meanwhile. */
  const rest = async () => {
    if (!frozen && !taken) await freeze();
  };

  const isProvenOfLate = () => provenAt !== undefined && clock.now() - provenAt <= provenMs;

  /** The whole proof once; from then on it is enough that the cluster answers. */
  const prove = async (own: AbortSignal): Promise<ClusterFacts | undefined> => {
    await wake();
    const found = provenAt === undefined ? await cluster.probe({ signal: own }) : undefined;
    if (found === undefined) await cluster.ping({ signal: own });
    provenAt = clock.now();
    return found;
  };

  return {
    isProven: () => provenAt !== undefined,
    lookAfter: (own) =>
      inTurn(async () => {
        if (taken) return undefined;
        const found = isProvenOfLate() ? undefined : await prove(own);
        await rest();
        return found;
      }),
    rest: () => inTurn(rest),
    take(own) {
      taken = true;
      return inTurn(async () => {
        await wake();
        // Its own checks will tell a run that could not wait for the first proof.
        if (provenAt !== undefined && !isProvenOfLate()) await cluster.ping({ signal: own });
        return cluster;
      });
    },
  };
}
