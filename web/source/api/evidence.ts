import { readEvidence } from './submissions.ts';

/** A file as it was submitted. */
export interface ManifestFile {
  path: string;
  content: string;
}

/** The submitted files that a run looked at, in the order of their paths. */
export async function readManifests(runId: string, signal?: AbortSignal): Promise<ManifestFile[]> {
  const { files } = await readEvidence<{ files: ManifestFile[] }>(runId, 'manifests', signal);
  return files;
}

export const EVIDENCE_KINDS = ['events', 'logs', 'objects', 'audit', 'timing'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Any other evidence, as text. */
export async function readEvidenceText(
  runId: string,
  kind: EvidenceKind,
  signal?: AbortSignal,
): Promise<string> {
  const content = await readEvidence<unknown>(runId, kind, signal);
  return typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);
}
