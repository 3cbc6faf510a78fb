import { describe, expect, it } from 'vitest';
import { requeue } from '../../../services/reconcile/requeue.ts';

function repair(submission: { cancelRequested: boolean }, codes: (string | undefined)[]) {
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
        return codes.map((code) => (code === undefined ? {} : { failure: { code } }));
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
    ['queues what waits without a job', { cancelRequested: false }, [], 'grade'],
    ['ends what was to be cancelled', { cancelRequested: true }, [undefined], 'cancelled'],
    [
      'gives up after the allowed runs',
      { cancelRequested: false },
      [undefined, 'check-error', 'cluster-create-failed'],
      'not-graded',
    ],
    [
      'counts no run that only found no cluster',
      { cancelRequested: false },
      ['check-error', 'engine-unreachable', 'profile-broken', 'check-error'],
      'grade',
    ],
    [
      'counts no run that GitHub did not let',
      { cancelRequested: false },
      ['check-error', 'github-permission', 'not-found', 'rate-limited', 'github-unavailable'],
      'grade',
    ],
  ])('%s', async (_case, submission, codes, expected) => {
    expect(await repair(submission, codes)).toEqual(['since 60000', expected, 'publish']);
  });
});
