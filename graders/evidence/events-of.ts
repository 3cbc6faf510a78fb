import type { CoreV1Event } from '@kubernetes/client-node';
import type { Evidence } from '../contract/finding.ts';
import type { GraderContext } from '../core/grader-context.ts';

/** Events that are shown at most, the newest ones. */
const MOST = 12;

/**
 * The newest events of an object of the learner's namespace as evidence, oldest first; an empty list when there is
 * none. Events expire and are merged: they back a finding, they never decide a check.
 */
export async function eventsOf(
  { cluster, namespace }: Pick<GraderContext, 'cluster' | 'namespace'>,
  { kind, name }: { kind: string; name: string },
): Promise<Evidence[]> {
  const { items } = await cluster.grader.core.listNamespacedEvent({
    namespace,
    fieldSelector: `involvedObject.kind=${kind},involvedObject.name=${name}`,
    limit: 200,
  });

  if (items.length === 0) return [];
  const newest = items.toSorted((a, b) => timeOf(a) - timeOf(b)).slice(-MOST);

  const text = newest.map(({ type, reason, message, count }) => {
    const times = count !== undefined && count > 1 ? ` (×${count})` : '';
    return `${type ?? 'Normal'} ${reason ?? '-'}${times}: ${(message ?? '').slice(0, 300)}`;
  });

  return [{ kind: 'events', source: `${kind} ${name}`, text: text.join('\n').slice(0, 4000) }];
}

function timeOf({ lastTimestamp, eventTime, firstTimestamp }: CoreV1Event): number {
  return new Date(lastTimestamp ?? eventTime ?? firstTimestamp ?? 0).getTime();
}
