import { describe, expect, it } from 'vitest';
import type { Terms } from '../../../../services/domain/courses/assignment.ts';
import { teamAdmission } from '../../../../services/worker/intake/team-admission.ts';

const HANAKO = 1;
const TARO = 2;

const TEAM = {
  name: 'team-a',
  members: [
    { githubId: HANAKO, login: 'hanako' },
    { githubId: TARO, login: 'taro' },
  ],
};

const PAST = new Date(-1000);
const NOW = new Date(0);

/** What each has: terms, and how many attempts. */
type Each = Readonly<Record<number, { terms?: Terms; attempts?: number }>>;

function ask(each: Each, { team = TEAM, perDay }: { team?: typeof TEAM | null; perDay?: number } = {}) {
  const attemptsOf = (id: number) => each[id]?.attempts ?? 0;

  const store = {
    teams: { of: async () => team ?? undefined },
    assignments: {
      termsFor: async ({ githubId }: { githubId: number }) => each[githubId]?.terms ?? {},
    },
    submissions: {
      attemptCount: async ({ authorId }: { authorId: number }) => attemptsOf(authorId),
      attemptTimes: async ({ authorId }: { authorId: number }) =>
        Array.from({ length: attemptsOf(authorId) }, () => PAST),
    },
  };

  return teamAdmission(
    store,
    { authorId: HANAKO, exercise: '02-batch-jobs' },
    { courseId: 'C', coolDownSeconds: 0, ...(perDay !== undefined && { attemptsPerDay: perDay }) },
    { submittedAt: NOW, now: NOW },
  );
}

describe('teamAdmission', () => {
  it('lets each member in with the limits of their own', async () => {
    const admitted = await ask({
      [TARO]: { terms: { attemptLimit: 5 } },
      [HANAKO]: { terms: { attemptLimit: 3 } },
    });

    expect(admitted).toEqual({
      team: {
        name: 'team-a',
        members: [
          { githubId: HANAKO, login: 'hanako', limits: { inAll: 3 } },
          { githubId: TARO, login: 'taro', limits: { inAll: 5 } },
        ],
      },
    });
  });

  it('asks for the author alone without a team', async () => {
    expect(await ask({ [HANAKO]: { terms: { attemptLimit: 3 } } }, { team: null })).toEqual({
      limits: { inAll: 3 },
    });
  });

  it.each<[string, Each, { perDay?: number }, string | undefined]>([
    ['while it is open for one of them', { [HANAKO]: { terms: { closesAt: PAST } } }, {}, undefined],
    [
      'not once it has closed for all',
      { [HANAKO]: { terms: { closesAt: PAST } }, [TARO]: { terms: { closesAt: PAST } } },
      {},
      'closed',
    ],
    [
      'not when one has no attempt left',
      { [TARO]: { terms: { attemptLimit: 1 }, attempts: 1 } },
      {},
      'no-attempt-left',
    ],
    ['not when one has none left for the day', { [TARO]: { attempts: 1 } }, { perDay: 1 }, 'attempts-used'],
  ])('lets a team hand in %s', async (_case, each, options, reason) => {
    expect((await ask(each, options)).refusal?.reason).toBe(reason);
  });
});
