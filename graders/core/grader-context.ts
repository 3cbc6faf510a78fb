import type { Evidence, Finding, SourcePosition } from '../contract/finding.ts';
import type { MessageParams } from '../contract/message.ts';
import type { ClusterAccess } from '../cluster-access/cluster-access.ts';
import type { Mismatch } from './mismatch.ts';
import type { SubmittedFiles } from '../submission/submitted-files.ts';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds, or rejects when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** What a check adds to its sentence: what was expected, what was found, where it stands and what shows it. */
export interface FindingDetails {
  expected?: string;
  found?: string;
  position?: SourcePosition | undefined;
  evidence?: readonly Evidence[];
}

/** Everything a grader may touch. Nothing here reaches beyond the run's own cluster. */
export interface GraderContext {
  submission: SubmittedFiles;
  cluster: ClusterAccess;
  /** Namespace the learner's objects live in. */
  namespace: string;
  /** Namespace of the grader's own probes; out of the learner's reach. */
  graderNamespace: string;
  /**
   * Lower-case letters and digits, new for every run: for names, and for values nobody can write down beforehand. What the
   * learner's pods may see of it tells nothing about `random`.
   */
  nonce: string;
  /** A random number in [0, 1), which nobody can foresee who has seen others of the run. */
  random(): number;
  clock: Clock;
  /** Aborts when the time limit is over or the run was cancelled. */
  signal: AbortSignal;
  /** Builds a finding from the exercise's `messages.yaml`, then the kit's. An unknown id is a grader error. */
  finding(messageId: string, params?: MessageParams, details?: FindingDetails): Finding;
  /** The same as a throwable: `throw context.mismatch('no-pods', { name })`. */
  mismatch(messageId: string, params?: MessageParams, details?: FindingDetails): Mismatch;
}
