import { ask } from './ask.ts';

/** One kind of evidence of a run; what the items are depends on the kind. */
interface Evidence<Item> {
  isComplete: boolean;
  /** Why there is nothing. */
  missing?: string;
  items: readonly Item[];
}

/** A file as it was graded. */
export interface ManifestFile {
  path: string;
  text: string;
}

export const EVIDENCE_KINDS = ['events', 'logs', 'objects', 'audit', 'timing'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** The submitted files that a run looked at. */
export const readManifests = (runId: string, signal?: AbortSignal) =>
  read<ManifestFile>(runId, 'manifests', signal);

/** Any other evidence. */
export const readEvidence = (runId: string, kind: EvidenceKind, signal?: AbortSignal) =>
  read<unknown>(runId, kind, signal);

function read<Item>(id: string, kind: string, signal?: AbortSignal): Promise<Evidence<Item>> {
  return ask('GET', '/runs/{id}/evidence/{kind}', { path: { id, kind }, signal });
}
