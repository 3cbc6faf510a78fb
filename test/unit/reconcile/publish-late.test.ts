import { expect, it } from 'vitest';
import { Failure } from '../../../services/domain/failure.ts';
import { publishLate } from '../../../services/reconcile/publish-late.ts';

type Tells = 'verdict' | 'comment' | 'progress';
type Outcome = 'published' | 'check-waits' | 'comment-waits';

async function tried(
  waiting: [number, number, Tells][],
  outcome: (pull: number) => Outcome,
  { patienceMs = 60_001 } = {},
) {
  const pulls: number[] = [];
  const putOff: string[] = [];
  const givenUp: number[] = [];

  const published = await publishLate({
    publications: {
      waiting: async () =>
        waiting.map(([pullNumber, installationId, tells]) => ({
          ...{ pullNumber, installationId, tells, repositoryId: 1, submissionId: `S${pullNumber}` },
          wantedAt: new Date(0),
        })),
      giveUp: async (_id, pull) => void givenUp.push(pull),
      putOff: async ({ submissionId = 'notice' }) => void putOff.push(submissionId),
    },
    publish: async ({ pullNumber }) => {
      pulls.push(pullNumber);
      return outcome(pullNumber);
    },
    now: () => 60_000,
    patienceMs,
    logger: { warn: () => undefined, error: () => undefined },
  });

  return { pulls, published, putOff, givenUp };
}

it('asks no more for an installation whose limit refused, and goes on with others', async () => {
  const { pulls, published } = await tried(
    [
      [1, 10, 'verdict'],
      [2, 10, 'verdict'],
      [3, 20, 'verdict'],
    ],
    (pull) => (pull === 1 ? 'check-waits' : 'published'),
  );

  expect([pulls, published]).toEqual([[1, 3], 1]);
});

it('lets verdicts through when only comments must wait', async () => {
  const { pulls } = await tried(
    [
      [1, 10, 'verdict'],
      [2, 10, 'verdict'],
      [3, 10, 'comment'],
    ],
    () => 'comment-waits',
  );

  expect(pulls).toEqual([1, 2]);
});

it('puts off what fails for a reason of its own, and publishes the rest', async () => {
  const { pulls, putOff } = await tried(
    [
      [1, 10, 'verdict'],
      [2, 10, 'verdict'],
    ],
    (pull) => {
      if (pull === 1) throw new Failure('configuration', 'not-found', 'deleted');
      return 'published';
    },
  );

  expect([pulls, putOff]).toEqual([[1, 2], ['S1']]);
});

it.each([
  ['not-found', [1]],
  ['github-permission', [1]],
  ['unexpected', []],
])('gives up what GitHub has refused for too long: %s', async (code, expected) => {
  const refuse = () => {
    throw new Failure('configuration', code, 'no');
  };

  const { givenUp } = await tried([[1, 10, 'verdict']], refuse, { patienceMs: 60_000 });
  expect(givenUp).toEqual(expected);
});
