import type { ProbeResult } from './probe-result.ts';

/** What came back for one request, in few words. */
export function describeProbe({ class: kind, status, body }: ProbeResult): string {
  const shown = body.length > 200 ? `${body.slice(0, 200)}…` : body;

  switch (kind) {
    case 'ok':
      return `answer "${shown}"`;
    case 'status':
      return `HTTP status ${status ?? 'unknown'}`;
    case 'refused':
      return 'connection refused';
    case 'timeout':
      return 'no answer in time';
    case 'dns':
      return 'name not resolved';
    case 'other':
      return `connection failed (${shown})`;
    case 'not-sent':
      return 'request not sent';
  }
}
