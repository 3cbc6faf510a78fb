import type { AuditTrail, Cluster, Sandbox } from '../../domain/clusters/cluster.ts';
import type { PhaseTiming } from '../../domain/submissions/grading-report.ts';
import type { EvidencePart } from '../../domain/submissions/run-evidence.ts';
import type { EvidenceRead } from '../../domain/clusters/sandbox-evidence.ts';
import type { EvidenceMaterial } from './compose-evidence.ts';

/** What a run used: the cluster it leased and the sandbox that was opened for it. */
export interface UsedSpace {
  cluster: Pick<Cluster, 'evidence' | 'auditTrail'>;
  sandbox: Pick<Sandbox, 'namespace'>;
}

export interface EndedRun {
  /** Undefined when the run ended before it had them. */
  files: ReadonlyMap<string, Uint8Array> | undefined;
  timings: readonly PhaseTiming[];
  /** Undefined when no sandbox was opened. */
  used: UsedSpace | undefined;
  /** Why the cluster is not asked although there is one. */
  notAsked?: string | undefined;
  signal: AbortSignal;
}

const NO_SPACE = 'The run ended before a namespace was opened for it.';

/**
 * Everything that is kept of a run, one part for each kind, in their order: read from its cluster, then put together by
 * `compose`, redacted and bounded. Never throws if that does not: what cannot be had says why.
 */
export async function collectEvidence(
  run: EndedRun,
  compose: (material: EvidenceMaterial) => Promise<EvidencePart[]>,
): Promise<EvidencePart[]> {
  const { files, timings } = run;
  const bytes = files && [...files].map(([path, content]) => [path, Buffer.from(content).toString('base64')]);
  return compose({
    ...(bytes === undefined ? {} : { files: Object.fromEntries(bytes) as Record<string, string> }),
    timings,
    ...(await readCluster(run)),
  });
}

type ClusterReads = Pick<EvidenceMaterial, 'objects' | 'events' | 'logs' | 'audit' | 'secrets'>;

async function readCluster({ used, notAsked, signal }: EndedRun): Promise<ClusterReads> {
  const why = used === undefined ? NO_SPACE : notAsked;
  if (used === undefined || why !== undefined) return nothing(why ?? NO_SPACE);
  const { cluster, sandbox } = used;

  const [state, audit] = await Promise.allSettled([
    inTime(cluster.evidence(sandbox, { signal }), signal),
    inTime(cluster.auditTrail(sandbox, { signal }), signal),
  ]);

  // Without the Secrets of the namespace nothing that came out of it can be redacted, the requests no more than the rest.
  if (state.status === 'rejected') return nothing(reasonOf(state.reason));
  const { objects, events, logs, secrets } = state.value;
  return {
    ...{ objects, events, logs, secrets },
    audit: audit.status === 'fulfilled' ? requestsOf(audit.value) : { missing: reasonOf(audit.reason) },
  };
}

function requestsOf({ entries, isComplete }: AuditTrail): EvidenceRead {
  return { items: entries, isComplete };
}

function nothing(missing: string): ClusterReads {
  const read = { missing };
  return { objects: read, events: read, logs: read, audit: read, secrets: [] };
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
