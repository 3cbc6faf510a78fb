import type { PhaseTiming } from '../../domain/submissions/grading-report.ts';
import type { EvidencePart } from '../../domain/submissions/run-evidence.ts';
import type { ComposeEvidence } from './compose-in-process.ts';
import { collectEvidence, type UsedSpace } from './collect-evidence.ts';

/** Milliseconds a cluster is kept for its evidence at most, after the verdict. */
const COLLECT_MS = 10_000;

export interface EvidenceRequest {
  runId: string;
  fencing: number;
  files: ReadonlyMap<string, Uint8Array> | undefined;
  timings: readonly PhaseTiming[];
  used: UsedSpace | undefined;
  notAsked?: string | undefined;
  signal: AbortSignal;
}

export interface EvidenceNeeds {
  evidence: {
    keep(run: { runId: string; fencing: number }, parts: readonly EvidencePart[]): Promise<boolean>;
  };
  /** Puts together what was read, in a process of its own. */
  compose: ComposeEvidence;
  now: () => number;
  /** Told of what was kept, and how long all of it took in milliseconds. */
  onKept(parts: readonly EvidencePart[], durationMs: number): void;
  logger: { warn(facts: object, message: string): void };
}

/**
 * Collects and stores what a run leaves behind, after its verdict was stored and told and before its cluster goes.
 * Never throws and takes little more than ten seconds: a verdict does not depend on it.
 */
export function createEvidenceKeeping({ evidence, compose, now, onKept, logger }: EvidenceNeeds) {
  return async function keepEvidence({ runId, fencing, signal, ...run }: EvidenceRequest): Promise<void> {
    const startedAt = now();

    try {
      const inTime = AbortSignal.any([signal, AbortSignal.timeout(COLLECT_MS)]);

      const parts = await collectEvidence({ ...run, signal: inTime }, (material) =>
        compose(material, signal),
      );

      const kept = await evidence.keep({ runId, fencing }, parts);
      if (kept) onKept(parts, now() - startedAt);
    } catch (error) {
      logger.warn({ runId, error }, 'evidence of a run could not be kept');
    }
  };
}
