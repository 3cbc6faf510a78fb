import type { Finding } from '../../graders/contract/finding.ts';
import type { DrawnWords } from '../../graders/submission/draw-words.ts';
import type { Prober } from '../../graders/network/start-prober.ts';
import type { RolledOut } from '../../graders/workloads/rolled-out.ts';
import type { PodCounts } from '../../graders/workloads/watch-pods.ts';

/** Name of the Deployment and of the Service. */
export const WEB = 'web';

/** What the checks leave for those after them. */
export interface State {
  prober: Prober;
  /** What `v1` and `v2` became for this run. */
  words: DrawnWords;
  /** What is wrong with the budgets, collected while the versions are there. */
  budgets: Finding[];
  /** Set once all pods of v1 serve. */
  v1?: RolledOut;
  /** Set once v2 was completely rolled out and serves, whatever was lost on the way. */
  v2?: { release: RolledOut; pods: PodCounts; url: string };
  /** UID of the bad revision's ReplicaSet. */
  bad?: string;
  /** Set once v2 is back after the bad revision. */
  restored?: true;
}
