import type { CheckResult } from '../../../graders/contract/check-result.ts';
import type { Finding } from '../../../graders/contract/finding.ts';
import type { Localized } from '../../../graders/contract/localized.ts';
import type { Fault } from '../failure.ts';

export const VERDICTS = ['passed', 'failed', 'not-graded', 'cancelled'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How long one phase of a run took. */
export interface PhaseTiming {
  phase: 'fetch' | 'read' | 'cluster' | 'prepare' | 'grade' | 'store' | 'publish' | 'release';
  /** Milliseconds. */
  durationMs: number;
}

/** All that is known of one run; stored as it is, and the only source of every text shown about it. */
export interface GradingReport {
  /** ULID of the run; shown to people as the reference to quote. */
  runId: string;
  exercise: { slug: string; title: Localized };
  headSha: string;
  attempt: number;
  verdict: Verdict;
  /** Set unless the verdict is `passed`: whose fault it is. */
  fault?: Fault;
  /** The stable code of the failure behind `not-graded`. */
  failureCode?: string;
  score: { earned: number; possible: number };
  /** Why the submission was refused before any cluster was used; the checks are then `blocked` by `submission`. */
  problems: readonly Finding[];
  /** What lies in the exercise folder and was not judged. */
  notes?: readonly Finding[];
  checks: readonly CheckResult[];
  timings: readonly PhaseTiming[];
  versions: {
    /** Content hash of exercise and kit. */
    exercise: string;
    /** Digest of the files that were graded: SHA-256 of what `sha256sum` prints for them, in the order of their paths. */
    manifests?: string;
    nodeImage?: string;
    /** Digest of the node image's content. */
    nodeImageDigest?: string;
    kubernetes?: string;
  };
  startedAt: string;
  finishedAt: string;
}
