import type { Answer } from './answer.ts';
import { ask } from './ask.ts';

/** One kind of evidence of a run; what the items are depends on the kind. */
export type Evidence = Answer<'/runs/{id}/evidence/{kind}', 'get'>;

type EvidenceOf<Kind extends Evidence['kind']> = Extract<Evidence, { kind: Kind }>;

/** A file as it was graded. */
export type ManifestFile = EvidenceOf<'manifests'>['items'][number];

/** What is shown on request; files stand beside the checks. */
export const EVIDENCE_KINDS = ['events', 'logs', 'objects', 'audit', 'timing'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** The submitted files that a run looked at. */
export async function readManifests(id: string, signal?: AbortSignal): Promise<ManifestFile[]> {
  const kind = 'manifests';
  const evidence = await ask('GET', '/runs/{id}/evidence/{kind}', { path: { id, kind }, signal });
  return evidence.kind === kind ? evidence.items : [];
}

/** Any other evidence. */
export const readEvidence = (id: string, kind: EvidenceKind, signal?: AbortSignal) =>
  ask('GET', '/runs/{id}/evidence/{kind}', { path: { id, kind }, signal });
