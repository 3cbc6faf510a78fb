import { readProbe, type ProbeResult } from './probe-result.ts';

/** One request of a steady load; times are milliseconds of the prober's own clock. */
export interface LoadRequest extends ProbeResult {
  sentAt: number;
  endedAt: number;
}

/** All requests of a steady load that say something about the target, in the order in which they were sent. */
export interface LoadRecord {
  requests: readonly LoadRequest[];
  /** Requests that the prober did not manage to make: counted neither as answered nor as failed. */
  notCounted: number;
  /** Milliseconds from the first request to the last. */
  duration: number;
}

/** Milliseconds between two sendings from which on the machine, not the target, is taken to have stood still. */
const STALL = 1_500;

/**
 * Reads the prober's journal, one line a request: number, seconds of uptime when sent and when ended, then what `send`
 * left. Leaves out what was never sent, and time-outs during which the whole prober stood still. A line in another form
 * is a request that brought nothing.
 */
export function readLoadRecord(journal: string): LoadRecord {
  const all: LoadRequest[] = [];
  for (const line of journal.split('\n').filter((text) => text.length > 0))
    all.push(readLine(line) ?? unreadable(line, all.at(-1)));
  all.sort((a, b) => a.sentAt - b.sentAt);
  const stalls = stallsOf(all);

  const requests = all.filter(
    (request) => request.class !== 'not-sent' && !(request.class === 'timeout' && overlaps(request, stalls)),
  );

  const duration = (all.at(-1)?.sentAt ?? 0) - (all[0]?.sentAt ?? 0);
  return { requests, notCounted: all.length - requests.length, duration };
}

function readLine(line: string): LoadRequest | undefined {
  const [, sent, ended, printed] = /^\d+ (\d+\.\d+) (\d+\.\d+) (.*)$/s.exec(line) ?? [];
  if (sent === undefined || ended === undefined || printed === undefined) return undefined;
  return {
    sentAt: Math.round(Number(sent) * 1000),
    endedAt: Math.round(Number(ended) * 1000),
    ...readProbe(printed),
  };
}

/** Put beside the request of the line before it. */
function unreadable(line: string, before: LoadRequest | undefined): LoadRequest {
  const { sentAt = 0, endedAt = 0 } = before ?? {};
  return { sentAt, endedAt, class: 'other', body: `unreadable: ${readProbe(line).body.slice(0, 200)}` };
}

interface Stall {
  from: number;
  to: number;
}

function stallsOf(requests: readonly LoadRequest[]): Stall[] {
  return requests.flatMap((request, index) => {
    const next = requests[index + 1];
    return next && next.sentAt - request.sentAt > STALL ? [{ from: request.sentAt, to: next.sentAt }] : [];
  });
}

function overlaps(request: LoadRequest, stalls: readonly Stall[]): boolean {
  return stalls.some(({ from, to }) => request.sentAt <= to && request.endedAt >= from);
}
