import type { Finding } from '../../graders/contract/finding.ts';
import type { SubmittedSecret } from '../../graders/config/leaks/submitted-secrets.ts';
import type { Mismatch } from '../../graders/core/mismatch.ts';
import type { SubmittedObject } from '../../graders/submission/submitted-files.ts';
import type { LoadRecord } from '../../graders/network/load-record.ts';
import type { Prober } from '../../graders/network/start-prober.ts';
import type { RolledOut } from '../../graders/workloads/rolled-out.ts';
import type { ChangedCopy } from '../../graders/config/start-changed-copy.ts';
import type { Refusals } from './apply-by-application.ts';
import type { RunWords } from './run-words.ts';

export const [A, B, C] = ['app-a', 'app-b', 'app-c'] as const;
export type Application = typeof A | typeof B | typeof C;

/** What the checks hand on. Each application's part is there once it was right, whatever the others show. */
export interface State {
  prober: Prober;
  words: RunWords;
  /** All objects of both folders as the learner wrote them. */
  submitted: readonly SubmittedObject[];
  /** The objects of both folders as they are applied: the words replaced, workloads that nobody asked for left out. */
  v1: readonly SubmittedObject[];
  v2: readonly SubmittedObject[];
  notes: readonly Finding[];
  /** Set once the API server has taken v1. */
  applied?: true;
  a?: { copy: ChangedCopy; /** The word that the copy was given. */ word: string };
  b?: { revision: RolledOut['current'] };
  /** The secret that the file `password` holds. */
  c?: { password: SubmittedSecret };
  /** ConfigMaps that running pods were given. */
  mapsInUse: Set<string>;
  /** Secrets that were seen in pods where they must not stand. */
  leaks: readonly Finding[];
  /** Whether a pod of app-a ran whose environment could be looked at. */
  sawA: boolean;
  /** Set once v2 was applied: what was refused, and of app-b the requests meanwhile and what came of its roll-out. */
  v2Applied?: { refusals: Refusals; b?: { record: LoadRecord; rollout: RolledOut | Mismatch } };
  /** Set once app-b runs another ReplicaSet than that of v1. */
  rolledB?: true;
}
