import { describe, expect, it } from 'vitest';
import { failedRequests } from '../../../../graders/network/failed-requests.ts';
import type { LoadRecord, LoadRequest } from '../../../../graders/network/load-record.ts';

/** A record of `count` requests in `seconds`, the first `failed` of them refused. */
function record(count: number, failed: number, seconds: number): LoadRecord {
  const requests = Array.from({ length: count }, (_, index): LoadRequest => {
    const sentAt = (index * seconds * 1000) / count;
    return { sentAt, endedAt: sentAt, class: index < failed ? 'refused' : 'ok', body: '' };
  });

  return { requests, notCounted: 0, duration: seconds * 1000 };
}

describe('failedRequests', () => {
  it('finds none where all were answered, however slow the machine', () => {
    expect(failedRequests(record(20, 0, 60))).toEqual([]);
  });

  it('finds a single one in a load that flows', () => {
    expect(failedRequests(record(400, 1, 20))).toHaveLength(1);
  });

  it('does not judge a few on a machine that cannot even send', () => {
    expect(() => failedRequests(record(120, 3, 60))).toThrow('too slow');
  });

  it('judges many even there', () => {
    expect(failedRequests(record(120, 30, 60))).toHaveLength(30);
  });
});
