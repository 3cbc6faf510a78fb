import { describe, expect, it } from 'vitest';
import { requeue } from '../../../services/reconcile/requeue.ts';

function repair(submission: { cancelRequested: boolean }, runs: number) {
  const seen: string[] = [];
  const done = requeue({
    submissions: {
      async openUnchangedSince(before) {
        seen.push(`since ${before.getTime()}`);
        return [{ id: 'S', repositoryId: 1, pullNumber: 2, ...submission }];
      },
      async close(_id, state) {
        seen.push(state);
        return true;
      },
    },
    runs: {
      async forSubmission() {
        return Array.from({ length: runs });
      },
    },
    async grade() {
      seen.push('grade');
    },
    async publish() {
      seen.push('publish');
    },
    now: () => 100_000,
    patienceMs: 40_000,
    maxRuns: 3,
  });
  return done.then(() => seen);
}

describe('requeue', () => {
  it.each([
    ['queues what waits without a job', { cancelRequested: false }, 0, 'grade'],
    ['ends what was to be cancelled', { cancelRequested: true }, 1, 'cancelled'],
    ['gives up after the allowed runs', { cancelRequested: false }, 3, 'not-graded'],
  ])('%s', async (_case, submission, runs, expected) => {
    expect(await repair(submission, runs)).toEqual(['since 60000', expected, 'publish']);
  });
});
