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
 * Reads the prober's journal, one line a request: number, seconds of uptime when sent and when ended, then the
 * client's output with its exit code as the last word. Leaves out what was never sent, and time-outs during
 * which the whole prober stood still. Throws an Error for a line in another form.
 */
export function readLoadRecord(journal: string): LoadRecord {
  const all = journal
    .split('\n')
    .filter((line) => line.length > 0)
    .map(readLine)
    .sort((a, b) => a.sentAt - b.sentAt);
  const stalls = stallsOf(all);
  const requests = all.filter(
    (request) => request.class !== 'not-sent' && !(request.class === 'timeout' && overlaps(request, stalls)),
  );
  const duration = (all.at(-1)?.sentAt ?? 0) - (all[0]?.sentAt ?? 0);
  return { requests, notCounted: all.length - requests.length, duration };
}

function readLine(line: string): LoadRequest {
  const [, sent, ended, printed] = /^\d+ ([\d.]+) ([\d.]+)(.*)$/.exec(line) ?? [];
  if (sent === undefined || ended === undefined || printed === undefined)
    throw new Error(`Expected "number sent ended output code" in the prober's journal, found "${line}"`);
  return {
    sentAt: Math.round(Number(sent) * 1000),
    endedAt: Math.round(Number(ended) * 1000),
    ...readProbe(printed),
  };
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
