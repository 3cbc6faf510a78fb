import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { kindEngine } from '../../support/kind-engine.ts';
import { remainsOf } from '../../support/remains-of.ts';
import { SCHOOL_TOKEN, startSchool, type School, type ServedProcess } from '../../support/school.ts';

const solution = await readFile(
  new URL('../../fixtures/exercises/00-smoke/solution/greeting.yaml', import.meta.url),
  'utf8',
);

const wrong = solution.replace('welcome to the cluster', 'go away');
const slow = `${wrong}  linger: '25'\n`;
const FILE = '00-smoke/greeting.yaml';

const engine = await kindEngine();

describe.skipIf(!engine.available)('a push on a real cluster', () => {
  let school: School;
  /** The commit that the first test had graded, for those that look at what stays of it. */
  let graded = '';

  beforeAll(async () => {
    school = await startSchool();
  });

  afterAll(async () => {
    await school.close();
  });

  const checks = (sha: string) =>
    school.github.checkRuns(school.repository, sha).filter(({ name }) => name !== 'grading');

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
    graded = headSha;

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

  describe('leaves behind', () => {
    let server: ServedProcess;
    let runId: string;

    const ask = async <Answer>(path: string): Promise<Answer> =>
      (await fetch(`${server.api}${path}`, {
        headers: { authorization: `Bearer ${SCHOOL_TOKEN}` },
      }).then((response) => response.json())) as Answer;

    beforeAll(async () => {
      server = await school.serve();

      const { items } = await ask<{ items: { id: string; headSha: string }[] }>(
        '/courses/default/submissions?learner=hanako',
      );

      const id = items.find(({ headSha }) => headSha === graded)?.id;
      const { runs } = await ask<{ runs: { runId: string }[] }>(`/submissions/${id}`);
      runId = runs[0]?.runId ?? '';
    });

    afterAll(() => server.stop());

    it('evidence of what was handed in, what came of it and what was asked of the cluster', async () => {
      const of = async (kind: string) =>
        JSON.stringify((await ask<{ items: unknown[] }>(`/runs/${runId}/evidence/${kind}`)).items);

      expect({
        manifests: (await of('manifests')).includes('go away'),
        objects: (await of('objects')).includes('"kind":"ConfigMap"'),
        audit: (await of('audit')).includes('"verb":"get"'),
        timing: (await of('timing')).includes('"phase":"grade"'),
      }).toEqual({ manifests: true, objects: true, audit: true, timing: true });
    });

    it('a receipt that anybody can verify with the published keys alone', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'saiten-receipt-'));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      const [receipt, keys] = [join(folder, 'receipt.jws'), join(folder, 'jwks.json')];
      const authorization = `Bearer ${SCHOOL_TOKEN}`;
      const issued = await fetch(`${server.api}/runs/${runId}/receipt`, { headers: { authorization } });
      await writeFile(receipt, await issued.text());
      const published = await fetch(new URL('/.well-known/jwks.json', server.api));
      await writeFile(keys, await published.text());
      const verify = () => school.run('receipt', 'verify', receipt, '--keys', keys);
      const genuine = await verify();
      await writeFile(receipt, (await readFile(receipt, 'utf8')).replace(/\.(.)/, '.x$1'));

      expect([genuine, await verify()]).toEqual([
        expect.stringMatching(new RegExp(`genuine and unaltered.*40 / 100.*${graded}`, 's')),
        expect.stringContaining('the receipt was altered'),
      ]);
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
