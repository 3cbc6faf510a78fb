/** What a run keeps beside its report, in the order in which people look at it. */
export const EVIDENCE_KINDS = ['manifests', 'objects', 'events', 'logs', 'audit', 'timing'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** One kind of evidence of one run, redacted and bounded. */
export interface EvidencePart {
  kind: EvidenceKind;
  items: readonly unknown[];
  /** Whether nothing was left out for its size. */
  isComplete: boolean;
  /** Why there is nothing; a sentence for people. */
  missing?: string;
}

/**
 * Kinds that staff alone see. Requests are made by the grader in the learner's name, and tell what it tries.
 */
export const STAFF_EVIDENCE: readonly EvidenceKind[] = ['audit'];

/** `released`: its learner sees the result; `held`: staff alone; `preview`: of a regrade that does not count, staff alone. */
export type RunVisibility = 'released' | 'held' | 'preview';
