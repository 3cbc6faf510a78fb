import { describe, expect, it } from 'vitest';
import type { GradebookCell } from '../../../web/source/api/gradebook.ts';
import { chooseExercises, chooseRows, toRows } from '../../../web/source/gradebook-rows.ts';

const cell = (facts: Partial<GradebookCell> = {}): GradebookCell => ({
  earned: 10,
  possible: 10,
  state: 'passed',
  attempts: 1,
  ...facts,
});

const learner = (githubId: number, login: string, name: string | null, grades: (GradebookCell | null)[]) => {
  const earned = grades.reduce((sum, grade) => sum + (grade?.earned ?? 0), 0);
  const total = { earned, possible: 20, percent: earned * 5 };
  return { githubId, login, name, pseudonym: `fox-${githubId}`, active: true, grades, total };
};

const exercises = [
  { exercise: '01-pod', weight: 1 },
  { exercise: '02-services', weight: 1 },
];

const rows = toRows({
  exercises,
  learners: [
    learner(1, 'taro', '田中 太郎', [cell(), cell({ earned: 4, state: 'failed' })]),
    learner(2, 'hanako', null, [cell({ earned: 2, state: 'failed', lateSeconds: 60 }), null]),
    learner(3, 'ken', 'Ken Sato', [null, cell({ overridden: true })]),
  ],
});

const byName = { by: 'name', descending: false } as const;

const chosen = (options: Partial<Parameters<typeof chooseRows>[1]>) =>
  chooseRows(rows, { find: '', filter: 'all', order: byName, ...options }).map(
    ({ learner: { login } }) => login,
  );

describe('the rows of the gradebook', () => {
  it('keep each grade with its exercise', () => {
    expect(rows[1]?.cells.get('01-pod')?.earned).toBe(2);
    expect(rows[1]?.cells.has('02-services')).toBe(false);
  });

  it.each([
    ['HANA', ['hanako']],
    ['太郎', ['taro']],
    ['fox-3', ['ken']],
    ['nobody', []],
  ])('are found by %s', (find, logins) => {
    expect(chosen({ find })).toEqual(logins);
  });

  it.each([
    ['failed', ['hanako', 'taro']],
    ['late', ['hanako']],
    ['overridden', ['ken']],
    ['not-graded', []],
  ] as const)('are filtered by %s', (filter, logins) => {
    expect(chosen({ filter }).sort()).toEqual(logins);
  });

  it.each([
    [{ by: 'total', descending: true }, ['taro', 'ken', 'hanako']],
    [{ by: 'exercise:01-pod', descending: false }, ['ken', 'hanako', 'taro']],
    [{ by: 'name', descending: false }, ['ken', 'hanako', 'taro']],
  ] as const)('are ordered by %o', (order, logins) => {
    expect(chosen({ order })).toEqual(logins);
  });

  it('keep the exercises that match', () => {
    expect(chooseExercises(exercises, 'Serv').map(({ exercise }) => exercise)).toEqual(['02-services']);
  });
});
