import { describe, expect, it } from 'vitest';
import { readRoster } from '../../../services/course/read-roster.ts';

const exercises = new Set(['02-batch-jobs', '03-config']);
const LEARNERS = 'learners:\n  - { id: 7, login: hanako }\n  - { id: 8 }\n  - { id: 9 }\n';

const problemsOf = (teams: string) => {
  const reading = readRoster(LEARNERS + teams, exercises);
  return 'problems' in reading ? reading.problems.map(({ line, en }) => `${line}: ${en}`) : [];
};

describe('readRoster', () => {
  it('reads learners by id, with their teams', () => {
    expect(readRoster(`${LEARNERS}teams:\n  - { name: a, members: [7, 8] }\n`, exercises)).toMatchObject({
      value: { learners: [{ id: 7, login: 'hanako' }, { id: 8 }, { id: 9 }], teams: [{ members: [7, 8] }] },
    });
  });

  it('lets somebody be in several teams for different exercises', () => {
    const teams = `teams:
  - { name: a, members: [7, 8], exercises: [02-batch-jobs] }
  - { name: b, members: [7, 9], exercises: [03-config] }
`;

    expect(problemsOf(teams)).toEqual([]);
  });

  it.each([
    [
      'a member who is no learner',
      'teams:\n  - name: a\n    members:\n      - 7\n      - 70\n',
      '9: 70 is in the team `a`',
    ],
    [
      'two teams for every exercise',
      'teams:\n  - { name: a, members: [7, 8] }\n  - { name: b, members: [7, 9] }\n',
      '7: 7 is in the teams `a` and `b`',
    ],
    [
      'a team for every exercise and one for this',
      'teams:\n  - { name: a, members: [7] }\n  - { name: b, members: [7], exercises: [03-config] }\n',
      '7: 7 is in the teams `a` and `b`',
    ],
    [
      'two teams of one name',
      'teams:\n  - { name: a, members: [7] }\n  - { name: a, members: [8] }\n',
      '7: There are two teams `a`',
    ],
    [
      'an unknown exercise',
      'teams:\n  - { name: a, members: [7], exercises: [09-x] }\n',
      '6: There is no exercise `09-x`',
    ],
    [
      'a login for an id',
      'teams:\n  - { name: a, members: [hanako] }\n',
      '6: `teams.0.members.0`: expected the number',
    ],
    [
      'a member named twice',
      'teams:\n  - { name: a, members: [7, 7] }\n',
      '6: `teams.0.members`: expected a list of different',
    ],
    ['no member', 'teams:\n  - { name: a, members: [] }\n', '6: `teams.0.members`'],
    [
      'blanks around a name',
      'teams:\n  - { name: " a", members: [7] }\n',
      '6: `teams.0.name`: expected a name without blanks',
    ],
  ])('names the line and the mistake: %s', (_name, teams, expected) => {
    expect(problemsOf(teams)[0]).toContain(expected);
  });
});
