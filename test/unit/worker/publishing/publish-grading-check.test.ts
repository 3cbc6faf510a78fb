import { describe, expect, it } from 'vitest';
import { rulesWithoutCourse } from '../../../../services/course/rules-for.ts';
import type { Notice } from '../../../../services/domain/submissions/notice.ts';
import type { SubmissionState } from '../../../../services/domain/submissions/submission.ts';
import type { PublicationSnapshot } from '../../../../services/worker/publishing/publication-snapshot.ts';
import {
  createGradingCheckPublishing,
  type GradingCheckNeeds,
} from '../../../../services/worker/publishing/publish-grading-check.ts';
import { viewOf, type ReportedSubmission } from '../../../../services/worker/publishing/submission-views.ts';
import { buildCheck, buildReport } from '../../../support/builders/grading-report.ts';

type GradingCheck = Awaited<ReturnType<GradingCheckNeeds['store']['gradingChecks']['of']>>[number];
type Ended = SubmissionState | 'failed';

const HEAD = 'a'.repeat(40);

function submissionOf(pullNumber: number, exercise: string, ended: Ended): ReportedSubmission {
  const isJudged = ended === 'graded' || ended === 'failed';
  const status = ended === 'failed' ? 'fail' : 'pass';
  return {
    ...{ id: `${pullNumber}-${exercise}`, repositoryId: 1, pullNumber, headSha: HEAD, exercise, attempt: 1 },
    ...{ authorId: 5, authorLogin: 'hanako', courseId: 'C', folder: exercise, createdAt: new Date(0) },
    ...{ cancelRequested: false, usesAttempt: false, progress: undefined, underReview: [] },
    state: ended === 'failed' ? 'graded' : ended,
    report: isJudged ? buildReport({ checks: [buildCheck({ status })] }) : undefined,
  };
}

interface World {
  /** What became of each exercise, by pull request. */
  pulls: Readonly<Record<number, Readonly<Record<string, Ended>>>>;
  notices?: Readonly<Record<number, Notice['kind'] & 'no-exercise'>>;
  /** Closed without being merged. */
  closed?: readonly number[];
  known?: readonly GradingCheck[];
  /** Of the pull request whose turn it is. */
  number?: number;
}

/** Publishes the checks of one pull request as often as told; returns what was sent and what is kept. */
async function published({ pulls, closed = [], known = [], number = 1, notices = {} }: World, times = 1) {
  const kept = new Map(known.map((one) => [one.headSha, one]));
  const sent: string[] = [];
  let viewed = 0;

  const pullRequestOf = (one: number) => ({
    ...{ repositoryId: 1, owner: 'school', name: 'work', number: one, headSha: HEAD, draft: false },
    ...{ authorId: 5, authorLogin: 'hanako', updatedAt: new Date(0) },
    ...{ gradingAllowed: false, helpWanted: false },
    state: closed.includes(one) ? ('closed' as const) : ('open' as const),
    ...(notices[one] && { notice: { kind: notices[one], headSha: HEAD, slugs: [] } }),
  });

  const reportedOf = (one: number) =>
    Object.entries(pulls[one] ?? {}).map(([exercise, ended]) => submissionOf(one, exercise, ended));

  const editionOf = (one: number): PublicationSnapshot => ({
    pullRequest: pullRequestOf(one),
    rules: {
      ...rulesWithoutCourse({ languages: ['en'], notGraded: 'neutral' }),
      ...{ courseId: 'C', timeZone: 'Asia/Tokyo' },
    },
    all: reportedOf(one),
    reported: new Map(),
    views: new Map(),
  });

  const publish = createGradingCheckPublishing({
    store: {
      gradingChecks: {
        of: async (_id, pull, heads) =>
          [...kept.values()].filter(
            ({ headSha, merges, completed }) => heads.includes(headSha) || (merges === pull && !completed),
          ),
        showing: async (_id, check) => void kept.set(check.headSha, { ...kept.get(check.headSha), ...check }),
      },
      pullRequests: {
        notWithdrawnAt: async () =>
          Object.keys(pulls)
            .map(Number)
            .filter((one) => !closed.includes(one))
            .map(pullRequestOf),
      },
    },
    publisher: {
      async publishCheck({ headSha, externalId, status, conclusion, knownCheckRunId }) {
        const run = knownCheckRunId === undefined ? externalId : `run ${knownCheckRunId}`;
        sent.push(`${headSha[0]} ${run} ${conclusion ?? status}`);
        return { checkRunId: knownCheckRunId ?? 7 };
      },
    },
    editions: {
      read: async ({ number: one }) => editionOf(one),
      async view(_edition, { pullNumber, id }) {
        viewed += 1;
        const submission = reportedOf(pullNumber).find((one) => one.id === id);
        if (submission === undefined) throw new Error('every submission has what became of it');
        return viewOf(submission, {
          ...{ detailsUrl: () => undefined, receiptUrl: () => undefined, attemptsLeft: undefined },
          ...{ isHeld: false, standing: undefined, note: undefined, hintsOpen: false, handIn: 'push' },
          judged: { newest: [], count: 0 },
        });
      },
    },
  });

  for (let time = 0; time < times; time++) await publish(editionOf(number), []);
  return { sent, kept: [...kept.values()], viewed };
}

describe('the check of a commit', () => {
  it('is sent once while it stays the same', async () => {
    const { sent } = await published({ pulls: { 1: { '02': 'graded' } } }, 3);
    expect(sent).toEqual(['a grading-1 success']);
  });

  it('reads no results while anything is graded', async () => {
    const { sent, viewed } = await published({ pulls: { 1: { '02': 'failed', '03': 'grading' } } });
    expect([sent, viewed]).toEqual([['a grading-1 in_progress'], 0]);
  });

  it('goes on in the run that it has', async () => {
    const known = [{ headSha: HEAD, round: 2, checkRunId: 9, shown: 'old', completed: false }];
    const { sent } = await published({ pulls: { 1: { '02': 'failed' } }, known });
    expect(sent).toEqual(['a run 9 failure']);
  });

  it('begins another run when something is graded again, because GitHub opens none again', async () => {
    const known = [{ headSha: HEAD, round: 2, checkRunId: 9, shown: 'old', completed: true }];
    const { sent, kept } = await published({ pulls: { 1: { '02': 'queued' } }, known });
    expect([sent, kept[0]?.round]).toEqual([['a grading-3 in_progress'], 3]);
  });

  it.each<[string, World, string[]]>([
    [
      'counts both of two pull requests',
      { pulls: { 1: { '02': 'graded' }, 2: { '03': 'failed' } } },
      ['failure'],
    ],
    [
      'leaves out what was taken back',
      { pulls: { 1: { '02': 'graded' }, 2: { '02': 'cancelled', '03': 'failed' } }, closed: [2] },
      ['success'],
    ],
    [
      'is the same when the other one publishes it',
      {
        pulls: { 1: { '02': 'graded' }, 2: { '02': 'cancelled' } },
        closed: [2],
        number: 2,
        known: [stillRunning()],
      },
      ['success'],
    ],
    [
      'prefers what ended to what was stopped',
      { pulls: { 1: { '02': 'graded' }, 2: { '02': 'cancelled' } } },
      ['success'],
    ],
    [
      'waits for the other one',
      { pulls: { 1: { '02': 'graded' }, 2: { '02': 'grading' } } },
      ['in_progress'],
    ],
    [
      'hears nothing of one that touches no exercise',
      { pulls: { 1: { '02': 'graded' }, 2: {} }, notices: { 2: 'no-exercise' } },
      ['success'],
    ],
    [
      'forgets what is touched no more',
      { pulls: { 1: { '02': 'failed' } }, notices: { 1: 'no-exercise' } },
      ['skipped'],
    ],
    ['is not made for what was closed before', { pulls: { 1: { '02': 'cancelled' } }, closed: [1] }, []],
    ['is not made while there is nothing to say', { pulls: { 1: {} } }, []],
  ])('%s', async (_case, world, expected) => {
    const { sent } = await published(world);
    expect(sent.map((one) => one.split(' ').at(-1))).toEqual(expected);
  });

  it('is shown on the commit of a merge queue too, once it is over no more', async () => {
    const group = { headSha: 'b'.repeat(40), round: 1, completed: false, merges: 1 };
    const { sent } = await published({ pulls: { 1: { '02': 'graded' } }, known: [group] }, 2);
    expect(sent).toEqual(['a grading-1 success', 'b grading-1 success']);
  });
});

/** What is known while it runs. */
function stillRunning(): GradingCheck {
  return { headSha: HEAD, round: 1, checkRunId: 9, shown: 'old', completed: false };
}
