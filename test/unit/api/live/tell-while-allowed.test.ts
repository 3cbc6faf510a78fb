import { describe, expect, it } from 'vitest';
import { createPlaces } from '../../../../services/api/live/places.ts';
import { tellWhileAllowed } from '../../../../services/api/live/tell-while-allowed.ts';
import type { SubmissionChange } from '../../../../services/domain/submissions/submission-change.ts';

const change = (given: Partial<SubmissionChange> = {}): SubmissionChange => ({
  ...{
    submissionId: 's1',
    courseId: 'c',
    exercise: '01-x',
    authorId: 1,
    authorLogin: 'hanako',
    attempt: 1,
    members: null,
  },
  ...{ state: 'graded', at: new Date(5), counts: true },
  ...given,
});

const settle = () => new Promise((resolve) => setImmediate(resolve));

function listener() {
  const listens = { rights: [] as ({ onlyOf?: number } | Error)[], told: '', ends: 0, looks: 0 };

  const tell = tellWhileAllowed(
    async () => {
      listens.looks += 1;
      const rights = listens.rights.shift() ?? {};
      if (rights instanceof Error) throw rights;
      return rights;
    },
    (text) => (listens.told += text),
    () => (listens.ends += 1),
  );

  return { listens, tell };
}

describe('a listener', () => {
  it('is told what may be heard, after one look for all that came together', async () => {
    const { listens, tell } = listener();
    tell(change());
    tell(change({ submissionId: 's2' }));
    tell(change({ submissionId: 's3' }));
    await settle();
    expect([listens.told.match(/s\d(?=\n)/g), listens.looks]).toEqual([['s1', 's2', 's3'], 2]);
  });

  it.each([
    ['of others', { authorId: 2 }],
    ['of previews', { counts: false }],
    ['of a team that is not theirs', { authorId: 2, members: [2, 3] }],
    ['of a team that they left', { authorId: 1, members: [2, 3] }],
  ])('that is a learner is told nothing %s', async (_what, given) => {
    const { listens, tell } = listener();
    listens.rights = [{ onlyOf: 1 }];
    tell(change(given));
    await settle();
    expect(listens.told).toBe('');
  });

  it('that is a learner is told of what somebody else of the team handed in', async () => {
    const { listens, tell } = listener();
    listens.rights = [{ onlyOf: 1 }];
    tell(change({ authorId: 2, members: [1, 2] }));
    await settle();
    expect(listens.told).toContain('event: submission');
  });

  it('that was staff is told as a learner from when it is one', async () => {
    const { listens, tell } = listener();
    listens.rights = [{}, { onlyOf: 1 }];
    tell(change({ submissionId: 'before', authorId: 2 }));
    await settle();
    tell(change({ submissionId: 'after', authorId: 2 }));
    await settle();
    expect([listens.told.includes('before'), listens.told.includes('after')]).toEqual([true, false]);
  });

  it.each([
    ['a change', change()],
    ['a sign of life', undefined],
  ])('whose rights are gone hears no more, from %s on', async (_what, first) => {
    const { listens, tell } = listener();
    listens.rights = [new Error('403')];
    tell(first);
    await settle();
    tell(change());
    await settle();
    expect(listens).toMatchObject({ told: '', ends: 1, looks: 1 });
  });
});

describe('places', () => {
  it('are so many for one, so many in all, and free again once they are left', () => {
    const places = createPlaces({ most: 3, mostOfOne: 2 });
    const leave = places.take('a');
    places.take('a');
    expect(() => places.take('a')).toThrow('close one of them');
    places.take('b');
    expect(() => places.take('c')).toThrow('Too many streams');
    leave();
    leave();
    places.take('c');
    expect(() => places.take('d')).toThrow('Too many streams');
  });
});
