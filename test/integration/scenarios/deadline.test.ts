import { beforeAll, describe, expect, it } from 'vitest';
import type { DeadlineStory } from '../../support/deadline/read-story.ts';
import { simulateDeadline } from '../../support/deadline/simulate-deadline.ts';

let story: DeadlineStory;

beforeAll(async () => {
  story = await simulateDeadline({ single: 60, busy: 2, minutes: 1, clusters: 4, gradingSeconds: 8 });
});

const of = (learner: 'single' | 'busy', place: number) =>
  story.pullRequests.filter((one) => one.learner === learner && one.place === place);

const longest = (values: readonly (number | undefined)[]) =>
  Math.max(...values.map((value) => value ?? Number.POSITIVE_INFINITY));

describe('a deadline in simulated time', () => {
  it('shows every pull request exactly one check run with its verdict, and one comment', () => {
    const wrong = story.pullRequests.filter(
      (one) => one.checkRuns !== 1 || one.comments !== 1 || one.conclusion !== 'success',
    );

    expect([story.pullRequests.length, wrong]).toEqual([80, []]);
  });

  it.each([
    ['writes in ten seconds', 'writesIn10Seconds', 10],
    ['creates in a minute', 'createsInMinute', 80],
    ['creates in an hour', 'createsInHour', 500],
  ] as const)('sends no more %s than allowed', (_name, window, most) => {
    expect(story.most[window]).toBeLessThanOrEqual(most);
  });

  it('is never refused by GitHub for a limit', () => {
    expect(story.refusedByGitHub).toBe(0);
  });

  it('contradicts GitHub’s description nowhere', () => {
    expect(story.violations).toBe(0);
  });

  it('does not let the tenth of a busy learner go before those who have one', () => {
    const lastSingle = Math.max(...of('single', 1).map((one) => one.openedAt + (one.graded ?? 0) * 1000));
    const tenths = of('busy', 10).map((one) => one.openedAt + (one.graded ?? 0) * 1000);
    expect(Math.min(...tenths)).toBeGreaterThan(lastSingle);
  });

  it('grades the first of a busy learner as soon as anybody’s', () => {
    expect(longest(of('busy', 1).map((one) => one.graded))).toBeLessThanOrEqual(
      longest(of('single', 1).map((one) => one.graded)),
    );
  });
});
