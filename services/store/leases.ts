/** The right of one run to one cluster, written before the cluster is made so that the reaper can find it. */
export interface Lease {
  clusterName: string;
  runId: string;
  workerId: string;
  profile: string;
  createdAt: Date;
  /** After it the reaper may remove the cluster. */
  deadline: Date;
}

export interface Leases {
  /** Idempotent; a second record of the name replaces the first. */
  record(lease: Lease): Promise<void>;
  /** Already released is fine. */
  release(clusterName: string): Promise<void>;
  list(): Promise<Lease[]>;
  /** Those whose deadline is before `now`. */
  expired(now: Date): Promise<Lease[]>;
}
