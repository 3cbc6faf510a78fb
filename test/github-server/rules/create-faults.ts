import type { FaultHandle, Faults } from '../control.ts';
import type { DeliveryFault, RequestFault } from './fault.ts';

export type FaultBox = Faults & {
  /** The faults that strike this request, used up by asking. */
  takeForRequest(operationId: string, repositoryId: number | undefined): RequestFault[];
  /** The fault that strikes this delivery, if any, used up by asking. */
  takeForDelivery(event: string, repositoryId: number | null): DeliveryFault | undefined;
};

type Entry = { fault: RequestFault | DeliveryFault; left: number; hits: number; passes: number };

export function createFaults(): FaultBox {
  const entries = new Set<Entry>();
  return {
    add(fault): FaultHandle {
      const entry: Entry = { fault, left: fault.times ?? 1, hits: 0, passes: fault.after ?? 0 };
      entries.add(entry);
      return {
        get hits() {
          return entry.hits;
        },
        remove: () => void entries.delete(entry),
      };
    },
    clear: () => entries.clear(),
    takeForRequest: (operationId, repositoryId) =>
      take(
        (fault) =>
          'operation' in fault && matches(fault.operation, operationId) && isThere(fault, repositoryId),
      ).filter((fault): fault is RequestFault => 'operation' in fault),
    takeForDelivery: (event, repositoryId) =>
      take(
        (fault) => 'event' in fault && matches(fault.event, event) && isThere(fault, repositoryId),
        1,
      ).find((fault): fault is DeliveryFault => 'event' in fault),
  };

  function take(wanted: (fault: RequestFault | DeliveryFault) => boolean, most = Infinity) {
    const struck = [...entries]
      .filter((entry) => wanted(entry.fault) && (entry.passes -= 1) < 0)
      .slice(0, most);

    for (const entry of struck) {
      entry.hits += 1;
      entry.left -= 1;
      if (entry.left <= 0) entries.delete(entry);
    }

    return struck.map((entry) => entry.fault);
  }
}

function matches(pattern: string, name: string): boolean {
  return pattern === '*' || pattern === name;
}

function isThere(fault: RequestFault | DeliveryFault, repositoryId: number | null | undefined): boolean {
  return fault.repositoryId === undefined || fault.repositoryId === repositoryId;
}
