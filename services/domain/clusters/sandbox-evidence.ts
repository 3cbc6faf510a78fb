/** What was read of one kind of evidence, or why it could not be had. All of it may come from the learner. */
export type EvidenceRead =
  | { items: readonly unknown[]; isComplete: boolean }
  | {
      /** A sentence for staff. */
      missing: string;
    };

/** The state of a learner's namespace at one moment, bounded while it is read. Not redacted yet. */
export interface SandboxEvidence {
  /** Values of the namespace's Secrets, decoded; whoever keeps the rest takes them out. */
  secrets: readonly string[];
  /** All objects of the namespace but events and Saiten's own, as the API server gives them. */
  objects: EvidenceRead;
  /** Newest first. */
  events: EvidenceRead;
  /** `{ pod, container, previous, text }` for each container that has said something. */
  logs: EvidenceRead;
}
