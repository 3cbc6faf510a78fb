import type { AuditTrail, Cluster, GradingSpace } from '../../domain/cluster.ts';
import type { PhaseTiming } from '../../domain/grading-report.ts';
import { EVIDENCE_KINDS, type EvidenceKind, type EvidencePart } from '../../domain/run-evidence.ts';
import type { EvidenceRead } from '../../domain/space-evidence.ts';
import { boundItems } from './bound-items.ts';
import { createRedactor } from './create-redactor.ts';
import { keptObject } from './kept-object.ts';
import { contentDigest } from './manifest-digest.ts';
import { secretValues } from './secret-values.ts';

/** What a run used: the cluster it leased and the space that was opened for it. */
export interface UsedSpace {
  cluster: Pick<Cluster, 'evidence' | 'auditTrail'>;
  space: Pick<GradingSpace, 'namespace'>;
}

export interface EndedRun {
  /** Undefined when the run ended before it had them. */
  files: ReadonlyMap<string, Uint8Array> | undefined;
  timings: readonly PhaseTiming[];
  /** Undefined when no space was opened. */
  used: UsedSpace | undefined;
  /** Why the cluster is not asked although there is one. */
  notAsked?: string | undefined;
  signal: AbortSignal;
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

const NO_SPACE = 'The run ended before a namespace was opened for it.';
const NO_FILES = 'The run ended before the files were there.';
const UNCLEAR = 'It may hold values of Secrets that could not be told apart.';

/**
 * Everything that is kept of a run, one part for each kind, in their order: read from its cluster, redacted, bounded.
 * Never throws: what cannot be had says why.
 */
export async function collectEvidence(run: EndedRun): Promise<EvidencePart[]> {
  const texts = asText(run.files);
  const spelledOut = secretValues(texts);
  const { state, audit, secrets } = await readCluster(run);
  const redactor = spelledOut && createRedactor([...spelledOut, ...secrets]);

  const reads: Record<EvidenceKind, EvidenceRead> = {
    manifests: run.files === undefined ? { missing: NO_FILES } : everything(manifestsOf(run.files, texts)),
    objects:
      'missing' in state.objects
        ? state.objects
        : { ...state.objects, items: state.objects.items.map(keptObject) },
    events: state.events,
    logs: state.logs,
    audit,
    timing: everything(run.timings),
  };
  return EVIDENCE_KINDS.map((kind) => {
    const read = reads[kind];
    if ('missing' in read) return { kind, items: [], isComplete: false, missing: read.missing };
    // Numbers and names of our own hold no secret, and must not be mistaken for one.
    if (kind === 'timing') return { kind, ...boundItems(read.items, LIMITS[kind]) };
    if (redactor === undefined) return { kind, items: [], isComplete: false, missing: UNCLEAR };
    // Names of fields are the learner's own in objects alone; elsewhere a Secret that holds one must not rename it.
    const redact = kind === 'objects' ? redactor.value : redactor.record;
    const bounded = boundItems(read.items.map(redact), LIMITS[kind]);
    return { kind, items: bounded.items, isComplete: bounded.isComplete && read.isComplete };
  });
}

interface ClusterReads {
  state: { objects: EvidenceRead; events: EvidenceRead; logs: EvidenceRead };
  audit: EvidenceRead;
  secrets: readonly string[];
}

async function readCluster({ used, notAsked, signal }: EndedRun): Promise<ClusterReads> {
  const why = used === undefined ? NO_SPACE : notAsked;
  if (used === undefined || why !== undefined) return nothing(why ?? NO_SPACE);
  const { cluster, space } = used;
  const [state, audit] = await Promise.allSettled([
    inTime(cluster.evidence(space, { signal }), signal),
    inTime(cluster.auditTrail(space, { signal }), signal),
  ]);
  // Without the Secrets of the namespace nothing that came out of it can be redacted, the requests no more than the rest.
  if (state.status === 'rejected') return nothing(reasonOf(state.reason));
  return {
    state: state.value,
    secrets: state.value.secrets,
    audit: audit.status === 'fulfilled' ? requestsOf(audit.value) : { missing: reasonOf(audit.reason) },
  };
}

function requestsOf({ entries, isComplete }: AuditTrail): EvidenceRead {
  return { items: entries, isComplete };
}

function nothing(missing: string): ClusterReads {
  const read = { missing };
  return { state: { objects: read, events: read, logs: read }, audit: read, secrets: [] };
}

function everything(items: readonly unknown[]): EvidenceRead {
  return { items, isComplete: true };
}

function manifestsOf(files: ReadonlyMap<string, Uint8Array>, texts: ReadonlyMap<string, string>) {
  return [...files].map(([path, content]) => ({
    path,
    bytes: content.length,
    // Of the file as it was graded, before anything was taken out of it.
    sha256: contentDigest(content),
    text: texts.get(path) ?? '',
  }));
}

function asText(files: ReadonlyMap<string, Uint8Array> = new Map()): Map<string, string> {
  const decoder = new TextDecoder();
  return new Map([...files].map(([path, content]) => [path, decoder.decode(content)]));
}

/** Whoever does not heed the signal is left behind. */
function inTime<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error('The cluster did not answer in time.'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 500) : 'Something unexpected happened.';
}
