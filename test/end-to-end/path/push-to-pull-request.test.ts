import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindEngine } from '../../support/kind-engine.ts';
import { remainsOf } from '../../support/remains-of.ts';
import { startSchool, type School } from '../../support/school.ts';

const solution = await readFile(
  new URL('../../fixtures/exercises/00-smoke/solution/greeting.yaml', import.meta.url),
  'utf8',
);
const wrong = solution.replace('welcome to the cluster', 'go away');
const slow = `${wrong}  linger: 'yes'\n`;
const FILE = '00-smoke/greeting.yaml';

const engine = await kindEngine();

describe.skipIf(!engine.available)('a push on a real cluster', () => {
  let school: School;
  beforeAll(async () => {
    school = await startSchool();
  });
  afterAll(async () => {
    await school.close();
  });

  const checks = (sha: string) => school.github.checkRuns(school.repository, sha);
  const comments = (number: number) => school.github.comments(school.repository, number);
  const noClusterLeft = () =>
    school.eventually(
      'no cluster left',
      async () => ((await remainsOf(school.prefix)).length === 0 ? true : undefined),
      120_000,
    );

  it('answers a wrong and then a corrected push in one comment', async () => {
    const server = await school.serve();
    const { number, headSha } = school.submit('hanako', { [FILE]: wrong });
    const first = await school.verdict(headSha);
    const corrected = school.github.push(school.repository, {
      branch: 'hanako',
      files: { [FILE]: solution },
      author: 'hanako',
    });
    const second = await school.verdict(corrected);
    const comment = await school.eventually('the comment tells full marks', () =>
      comments(number).find(({ body }) => body.includes(corrected.slice(0, 7)) && body.includes('100')),
    );
    await noClusterLeft();
    await server.stop();
    expect({
      first: [
        first.conclusion,
        first.title?.includes('40'),
        first.annotations.map(({ path, startLine }) => [path, startLine]),
      ],
      second: [second.conclusion, second.annotations],
      comments: comments(number).length,
      languages: [comment.body.includes('採点'), comment.body.includes('English')],
      runs: [checks(headSha).length, checks(corrected).length],
      violations: school.github.violations,
    }).toEqual({
      first: ['failure', true, [[FILE, 6]]],
      second: ['success', []],
      comments: 1,
      languages: [true, true],
      runs: [1, 1],
      violations: [],
    });
  });

  it('survives kill -9 in the middle of grading', async () => {
    const doomed = await school.serve();
    const { number, headSha } = school.submit('taro', { [FILE]: slow });
    await school.eventually(
      'the run is under way',
      async () => ((await remainsOf(school.prefix)).length > 0 ? true : undefined),
      120_000,
    );
    await doomed.kill();
    const rescuer = await school.serve();
    const check = await school.verdict(headSha);
    await school.eventually('the comment', () => comments(number).find(({ body }) => body.includes('40')));
    await noClusterLeft();
    await rescuer.stop();
    expect([check.conclusion, checks(headSha).length, comments(number).length]).toEqual(['failure', 1, 1]);
  });

  it('gives a result to the newer of two pushes only', async () => {
    const server = await school.serve();
    const { number, headSha: older } = school.submit('jiro', { [FILE]: slow });
    await school.eventually('the older push is known', () => checks(older)[0]);
    const newer = school.github.push(school.repository, {
      branch: 'jiro',
      files: { [FILE]: solution },
      author: 'jiro',
    });
    const result = await school.verdict(newer);
    const superseded = await school.verdict(older);
    await noClusterLeft();
    await server.stop();
    expect([result.conclusion, superseded.conclusion, comments(number).length]).toEqual([
      'success',
      'cancelled',
      1,
    ]);
  });
});
