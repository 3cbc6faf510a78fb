import { describe, expect, it } from 'vitest';
import { Failure } from '../../../services/domain/failure.ts';
import { waitForGitHub } from '../../../services/worker/wait-for-github.ts';

/** Handles a message that is so many seconds old and fails; returns the failure and what was logged. */
async function handled(error: Error, ageSeconds: number) {
  const logged: string[] = [];

  const handle = waitForGitHub(
    {
      patienceSeconds: 3600,
      now: () => ageSeconds * 1000,
      logger: {
        warn: (_facts, message) => void logged.push(`warn: ${message}`),
        error: (_facts, message) => void logged.push(`error: ${message}`),
      },
    },
    () => Promise.reject(error),
  );

  const thrown: unknown = await handle({ pullNumber: 1 }, { sentAt: new Date(0), attempt: 1 }).catch(
    (one: unknown) => one,
  );

  return { thrown: thrown as Failure, logged };
}

describe('a message that GitHub does not let us handle', () => {
  it.each([
    ['github-unavailable', 0, 5],
    ['github-permission', 60, 60],
    ['github-credentials', 3599, 900],
    ['not-found', 60, 60],
  ])('comes again: %s after %i s', async (code, age, seconds) => {
    const { thrown, logged } = await handled(new Failure('configuration', code, 'no'), age);

    expect([thrown.facts['retryAfterSeconds'], logged]).toEqual([
      seconds,
      ['warn: GitHub does not let us; it is tried again'],
    ]);
  });

  it('comes again as after any failed try when GitHub is behind its events, which the log tells', async () => {
    const behind = new Failure('infrastructure', 'github-behind', 'older');
    const { thrown, logged } = await handled(behind, 3600);
    expect([thrown, logged]).toEqual([behind, ['warn: GitHub is behind its events; it is asked again']]);
  });

  it('is given up in the end, which the log tells', async () => {
    const { thrown, logged } = await handled(new Failure('configuration', 'not-found', 'no'), 3600);
    expect(thrown.facts).toEqual({});
    expect(logged).toEqual(['error: given up: GitHub has not let us for too long']);
  });

  it.each([
    ['a fault of ours', new Error('broken')],
    ['a commit that is gone', new Failure('cancelled', 'commit-gone', 'gone')],
    [
      'a limit, which says itself how long',
      new Failure('infrastructure', 'rate-limited', 'wait', { facts: { retryAfterSeconds: 7 } }),
    ],
  ])('is not made to wait by %s', async (_case, error) => {
    const { thrown, logged } = await handled(error, 0);
    expect([thrown, logged]).toEqual([error, []]);
  });
});
