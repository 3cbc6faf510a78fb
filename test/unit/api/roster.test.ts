import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRoster } from '../../../services/api/roster/read-roster.ts';
import { writeRoster } from '../../../services/api/roster/write-roster.ts';

const person = (name: string) => ({ githubId: 7, name, role: 'learner' as const, active: true });

describe('a roster', () => {
  it.each([
    ['=1+1'],
    [' =1+1'],
    ['\t=1+1'],
    ['＝1+1'],
    ['@SUM(A1)'],
    ["'=1"],
    ["''+1"],
    ['a;=1'],
    ['a\n=1'],
    ["'\n=1"],
    ['山田 花子'],
    ["O'Neil"],
    ["'90s"],
    [' "x" , y '],
  ])('gives %j back as it came, and to a spreadsheet as text', (name) => {
    const csv = writeRoster([person(name)]);
    expect(readRoster(csv).entries).toEqual([person(name)]);
    for (const cell of csv.split(/[,;\r\n]/)) expect(cell.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@＝]/);
  });

  it('gives every name back as it came', () => {
    const signs = fc.constantFrom("'", '=', '+', ';', '\n', '\r', '\t', ' ', '"', ',', 'a', '＠');

    const names = fc
      .string({ unit: signs, minLength: 1, maxLength: 12 })
      .filter((name) => !/^\s*$/.test(name));

    fc.assert(
      fc.property(names, (name) => {
        expect(readRoster(writeRoster([person(name)])).entries).toEqual([person(name)]);
      }),
    );
  });

  it.each([
    ['too many people', `github_id\n${'7\n'.repeat(10_001)}`, 'at most 10000 people'],
    ['a line that is too long', `github_id,name\n7,${'x'.repeat(10_001)}`, 'This is no CSV'],
    ['a name that is too long', `github_id,name\n7,${'x'.repeat(201)}`, 'more than 200 characters'],
    ['columns without end', `github_id${',x'.repeat(4000)}\n7${',1'.repeat(4000)}`, 'Unknown columns'],
  ])('with %s is refused', (_what, csv, message) => {
    expect(readRoster(csv)).toMatchObject({
      entries: [],
      wrong: [{ message: expect.stringContaining(message) as string }],
    });
  });
});
