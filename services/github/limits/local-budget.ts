import type { RequestBudget } from './request-budget.ts';

interface Write {
  at: number;
  creates: boolean;
}

/** A budget for one process, for commands and tests; processes that work together need the store's. */
export function createLocalBudget(now: () => number): RequestBudget {
  const writes = new Map<string, Write[]>();
  const closed = new Map<string, number>();

  return {
    async take(budget, { creates, windows }) {
      const at = now();
      const longest = Math.max(...windows.map(({ milliseconds }) => milliseconds));
      const before = (writes.get(budget) ?? []).filter((write) => write.at > at - longest);

      const waits = windows.map(({ milliseconds, most, of }) => {
        if (of === 'creates' && !creates) return 0;
        const counted = before.filter((write) => of === 'writes' || write.creates);
        const nth = counted.at(-most);
        return nth === undefined ? 0 : nth.at + milliseconds - at;
      });

      const wait = Math.max(0, (closed.get(budget) ?? 0) - at, ...waits);
      writes.set(budget, wait > 0 ? before : [...before, { at, creates }]);
      return wait;
    },
    async close(budget, until) {
      closed.set(budget, Math.max(closed.get(budget) ?? 0, until.getTime()));
    },
    async closedUntil(budget) {
      const until = closed.get(budget);
      return until !== undefined && until > now() ? new Date(until) : undefined;
    },
  };
}
