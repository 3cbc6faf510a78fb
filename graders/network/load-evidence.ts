import type { Evidence } from '../contract/finding.ts';
import { describeProbe } from './describe-probe.ts';
import type { LoadRecord, LoadRequest } from './load-record.ts';

const SHOWN = 20;

/** A table of how requests ended and when the first of the given ones went wrong, in seconds since the start. */
export function loadEvidence(record: LoadRecord, failed: readonly LoadRequest[], target: string): Evidence {
  const start = record.requests[0]?.sentAt ?? 0;
  const counts = new Map<string, number>();

  for (const request of record.requests) {
    const outcome = describeProbe(request);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }

  const total = [...counts].map(([outcome, count]) => `${String(count).padStart(5)} × ${outcome}`);

  const lines = failed
    .slice(0, SHOWN)
    .map(
      (request) => `${((request.sentAt - start) / 1000).toFixed(2).padStart(7)} s  ${describeProbe(request)}`,
    );

  const rest = failed.length > SHOWN ? [`… and ${failed.length - SHOWN} more`] : [];
  return {
    kind: 'requests',
    source: `requests to ${target}`,
    text: [...total.slice(0, 12), '', ...lines, ...rest].join('\n'),
  };
}
