import type { Evidence } from '../contract/finding.ts';
import type { PodCounts } from './watch-pods.ts';

/** How the numbers of pods moved, in seconds since the start of the watch. */
export function podCountEvidence({ changes }: PodCounts, deployment: string): Evidence {
  const lines = changes
    .slice(0, 60)
    .map(
      ({ at, ready, total }) => `${(at / 1000).toFixed(1).padStart(6)} s  ${ready} ready of ${total} pods`,
    );

  return { kind: 'output', source: `pods of Deployment ${deployment}`, text: lines.join('\n') };
}
