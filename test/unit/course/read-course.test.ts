import { describe, expect, it } from 'vitest';
import { readCourse } from '../../../services/course/read-course.ts';

const exercises = new Set(['02-batch-jobs', '03-config']);
const START = 'version: 1\nrepositories:\n  - match: "k8s-*"\n';

const problemsOf = (text: string) => {
  const reading = readCourse(text, exercises);
  return 'problems' in reading ? reading.problems.map(({ line, en }) => `${line}: ${en}`) : [];
};

describe('readCourse', () => {
  it('reads a whole course', () => {
    const text = `${START}    gradedBy: push\nexercises:\n  - name: 02-batch-jobs\n    folder: week2/jobs\nattempts: { perDay: 5, coolDown: 60 }\nroster: enrolled\n`;

    expect(readCourse(text, exercises)).toMatchObject({
      value: { repositories: [{ match: 'k8s-*', gradedBy: 'push' }], attempts: { perDay: 5 } },
    });
  });

  it.each([
    ['no YAML', 'version: [1', '1: Not valid YAML'],
    ['an alias', `${START}languages: &a [ja]\nother: *a\n`, '1: Aliases'],
    [
      'a misspelt key',
      `${START}draft: grade\n`,
      '4: `draft` is not known here. Known are version, languages',
    ],
    ['a wrong word', `${START}drafts: maybe\n`, '4: `drafts`: expected ignore or grade, found "maybe".'],
    [
      'a wrong number',
      `${START}attempts:\n  perDay: 0\n`,
      '5: `attempts.perDay`: expected a whole number from 1',
    ],
    [
      'a text for a number',
      `${START}attempts:\n  perDay: ten\n`,
      '5: `attempts.perDay`: expected a whole number',
    ],
    ['nothing at all', '', '1: `version`: expected 1, found nothing.'],
    ['no repositories', 'version: 1\n', '1: `repositories`: expected a list with at least one'],
    [
      'a folder that climbs',
      `${START}exercises:\n  - name: 03-config\n    folder: ../x\n`,
      '6: `exercises.0.folder`',
    ],
    [
      'an unknown exercise',
      `${START}exercises:\n  - name: 09-nothing\n`,
      '5: There is no exercise `09-nothing`.',
    ],
    [
      'a command where there are no pull requests',
      `${START}    gradedBy: push\nhandIn: command\n`,
      '4: `handIn: command` needs pull requests',
    ],
    ['another way to hand in', `${START}handIn: mail\n`, '4: `handIn`: expected push, command or tag'],
    ['a scalar', 'hello', '1: `the file`: expected a mapping with version and repositories, found "hello".'],
  ])('names the line and the mistake: %s', (_name, text, expected) => {
    expect(problemsOf(text)[0]).toContain(expected);
  });

  it('says the same in Japanese', () => {
    const reading = readCourse(`${START}drafts: maybe\n`, exercises);

    expect('problems' in reading && reading.problems[0]?.ja).toContain(
      '`drafts`: ignore or grade が必要ですが',
    );
  });
});
