import type { PhaseTiming } from '../../domain/submissions/grading-report.ts';
import {
  EVIDENCE_KINDS,
  type EvidenceKind,
  type EvidencePart,
} from '../../domain/submissions/run-evidence.ts';
import type { EvidenceRead } from '../../domain/clusters/sandbox-evidence.ts';
import { boundItems } from './bound-items.ts';
import { createRedactor } from './create-redactor.ts';
import { keptObject } from './kept-object.ts';
import { contentDigest } from './manifest-digest.ts';
import { secretValues } from './secret-values.ts';

/** What a run left behind, as it was read; plain data that can be handed to another process. */
export interface EvidenceMaterial {
  /** Path to bytes in base64; undefined when the run ended before it had them. */
  files?: Readonly<Record<string, string>> | undefined;
  timings: readonly PhaseTiming[];
  objects: EvidenceRead;
  events: EvidenceRead;
  logs: EvidenceRead;
  audit: EvidenceRead;
  /** Values of the namespace's Secrets. */
  secrets: readonly string[];
}

/** Bytes of JSON before compression. */
const LIMITS: Record<EvidenceKind, number> = {
  manifests: 512 * 1024,
  objects: 1024 * 1024,
  events: 128 * 1024,
  logs: 512 * 1024,
  audit: 256 * 1024,
  timing: 16 * 1024,
};

const NO_FILES = 'The run ended before the files were there.';
const UNCLEAR = 'It may hold values of Secrets that could not be told apart.';

/** One part for each kind of evidence, in their order: redacted and bounded. What cannot be told apart says so. */
export function composeEvidence(material: EvidenceMaterial): EvidencePart[] {
  const texts = asText(material.files);
  const spelledOut = secretValues(texts);
  const redactor = spelledOut && createRedactor([...spelledOut, ...material.secrets]);
  const { objects, events, logs, audit, timings, files } = material;

  const reads: Record<EvidenceKind, EvidenceRead> = {
    manifests: files === undefined ? { missing: NO_FILES } : everything(manifestsOf(files, texts)),
    objects: 'missing' in objects ? objects : { ...objects, items: objects.items.map(keptObject) },
    events,
    logs,
    audit,
    timing: everything(timings),
  };

  return EVIDENCE_KINDS.map((kind) => {
    const read = reads[kind];
    if ('missing' in read) return { kind, items: [], isComplete: false, missing: read.missing };
    // Numbers and names of our own hold no secret, and must not be mistaken for one.
    if (kind === 'timing') return { kind, ...boundItems(read.items, LIMITS[kind]) };
    if (redactor === undefined) return { kind, items: [], isComplete: false, missing: UNCLEAR };
    // Names of fields are the learner's own in objects alone; elsewhere a Secret that holds one must not rename it.
    const redact = kind === 'objects' ? redactor.value : redactor.record;

    const bounded = boundItems(
      read.items.map((item) => redact(item)),
      LIMITS[kind],
    );

    return { kind, items: bounded.items, isComplete: bounded.isComplete && read.isComplete };
  });
}

function everything(items: readonly unknown[]): EvidenceRead {
  return { items, isComplete: true };
}

function manifestsOf(files: Readonly<Record<string, string>>, texts: ReadonlyMap<string, string>) {
  return Object.entries(files).map(([path, content]) => {
    const bytes = Buffer.from(content, 'base64');
    // Digest of the file as it was graded, before anything was taken out of it.
    return { path, bytes: bytes.length, sha256: contentDigest(bytes), text: texts.get(path) ?? '' };
  });
}

function asText(files: Readonly<Record<string, string>> = {}): Map<string, string> {
  const decoder = new TextDecoder();
  return new Map(
    Object.entries(files).map(([path, content]) => [path, decoder.decode(Buffer.from(content, 'base64'))]),
  );
}
