import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import type { CheckRun } from '../../github-server/control.ts';
import { kindEngine } from '../../support/kind-engine.ts';
import { leftovers } from '../../support/leftovers.ts';
import { lingeringRun } from '../../support/lingering-run.ts';
import { startSchool, type School } from '../../support/school.ts';

const engine = await kindEngine();
const FILE = '00-smoke/greeting.yaml';
const SOLUTION = new URL('../../fixtures/exercises/00-smoke/solution/greeting.yaml', import.meta.url);

let school: School;
let store: Store;
let check: CheckRun;
let pullNumber: number;
let volumes: string[];

const submissions = () => store.submissions.forPullRequest(school.repository.id, pullNumber);
const runs = async () => store.runs.forSubmission((await submissions())[0]?.id ?? '');

beforeAll(async () => {
  if (!engine.available) return;
  school = await startSchool();
  store = await createStore({ url: school.databaseUrl });
  await school.serve();
  const wrong = (await readFile(SOLUTION, 'utf8')).replace('welcome', 'go away');
  const submitted = school.submit('hanako', { [FILE]: `${wrong}  linger: '90'\n` });
  pullNumber = submitted.number;

  const { node } = await lingeringRun(school);
  const mounts = '{{range .Mounts}}{{println .Name}}{{end}}';
  volumes = (await execa('docker', ['inspect', '--format', mounts, node])).stdout.split('\n').filter(Boolean);
  await execa('docker', ['kill', node]);

  await (await lingeringRun(school, { other: node })).end();
  check = await school.verdict(submitted.headSha);
}, 300_000);

afterAll(async () => {
  if (!engine.available) return;
  await store.close();
  await school.close();
});

describe.skipIf(!engine.available)('a node that is killed in the middle of grading', () => {
  it('is a fault of the infrastructure and no failure of the learner', async () => {
    expect((await runs())[0]).toMatchObject({
      state: 'failed',
      failure: { fault: 'infrastructure', code: 'check-error' },
    });
  });

  it('costs a second run on another cluster, which tells the true result', async () => {
    expect((await runs())[1]?.report).toMatchObject({
      verdict: 'failed',
      fault: 'learner',
      score: { earned: 40, possible: 100 },
    });

    expect(check.conclusion).toBe('failure');
  });

  it('uses no attempt', async () => {
    expect((await submissions()).map(({ attempt, state }) => [attempt, state])).toEqual([[1, 'graded']]);
  });

  it('leaves nothing', async () => {
    await school.eventually('everything is gone', async () =>
      (await leftovers(school)).length === 0 ? true : undefined,
    );

    const { stdout } = await execa('docker', ['volume', 'ls', '--quiet']);
    expect(stdout.split('\n').filter((name) => volumes.includes(name))).toEqual([]);
    expect(volumes.length).toBeGreaterThan(0);
  });
});
