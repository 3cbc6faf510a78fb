/**
 * The life of one cluster of the warm pool, in this order. No way leads from `leased` back to `ready`: a cluster that
 * ran a submission is never used again.
 */
export const MEMBER_STATES = ['creating', 'warming', 'ready', 'leased', 'dirty', 'discarding'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

/** What the store remembers of one cluster. */
export interface PoolMember {
  /** Name of the cluster, made by `clusterName`. */
  name: string;
  /** Profile and tools as one word, see `poolKey`. */
  poolKey: string;
  /** What the cluster was made from (node image, configuration); differs from today's when it has to be replaced. */
  fingerprint: string;
  /** Clusters live on one Docker engine: only the worker that made a cluster can lease it. */
  workerId: string;
  host: string;
  state: MemberState;
  /** Counts the changes; every change names the version it saw, so of two only one happens. */
  version: number;
  /** The run that holds it, from `leased` on. */
  runId: string | undefined;
  /** Whether the cluster enforces NetworkPolicy; undefined until it was tried. */
  networkPolicy: boolean | undefined;
  createdAt: Date;
  /** When the member came into its state. */
  stateAt: Date;
  /** After it the reaper removes the cluster whatever its state. */
  deadline: Date;
}

/** What runs ask a pool for: clusters with the same key serve the same runs. */
export interface PoolRequest {
  profile: string;
  tools: readonly string[];
}

/** `single`, or `single+end-container` with tools. */
export function poolKey({ profile, tools }: PoolRequest): string {
  return [profile, ...[...tools].sort()].join('+');
}

/** The request that a key stands for. */
export function poolRequest(key: string): PoolRequest {
  const [profile = '', ...tools] = key.split('+');
  return { profile, tools };
}
