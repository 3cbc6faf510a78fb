import type { Finding } from '../../../graders/contract/finding.ts';
import { createRandom } from '../../../graders/core/random.ts';
import { faultyManifests } from './faulty-manifests.ts';
import type { RefusingCluster } from './refusing-cluster.ts';

/** What an API server and we said to many faulty manifests. */
export interface FaultyTally {
  sent: number;
  /** The API server took it: the faults happened to be none. */
  taken: number;
  /** Reading refuses it before: it is no YAML of ours. */
  unread: number;
  refused: number;
  /** Refused, and called a failure of ours: with what was done to the manifest. */
  ours: { failure: string; faults: string[] }[];
  findings: number;
  /** Findings that name a field and stand at its line, or at the line of what should hold it. */
  placed: number;
  byKind: Record<string, number>;
}

/** Sends faulty manifests one after the other and counts. The same seed makes the same manifests. */
export async function sendFaulty(
  { outcomeOf }: Pick<RefusingCluster, 'outcomeOf'>,
  { seed, count, onSent }: { seed: string; count: number; onSent?: (sent: number) => void },
): Promise<FaultyTally> {
  const tally: FaultyTally = {
    ...{ sent: 0, taken: 0, unread: 0, refused: 0, ours: [] },
    ...{ findings: 0, placed: 0, byKind: {} },
  };

  for (const { manifest, faults } of faultyManifests(createRandom(seed), count)) {
    const outcome = await outcomeOf(JSON.stringify(manifest, null, 1)).catch(() => undefined);
    tally.sent++;
    onSent?.(tally.sent);

    if (outcome === undefined) tally.unread++;
    else if ('ours' in outcome) tally.ours.push({ failure: String(outcome.ours).slice(0, 300), faults });
    else if (outcome.findings.length === 0) tally.taken++;
    else {
      tally.refused++;
      tally.findings += outcome.findings.length;
      tally.placed += outcome.findings.filter(isPlaced).length;
      const kind = String(manifest['kind']);
      tally.byKind[kind] = (tally.byKind[kind] ?? 0) + 1;
    }
  }

  return tally;
}

function isPlaced({ message, position }: Finding): boolean {
  return position !== undefined && message.id !== 'apply-refused';
}
