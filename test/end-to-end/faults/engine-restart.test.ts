import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { lingeringRun } from '../../support/lingering-run.ts';
import { startSchool, type School } from '../../support/school.ts';
import { startSecondEngine, whyNoSecondEngine, type SecondEngine } from '../../support/second-engine.ts';

const skipped = await whyNoSecondEngine();
const FILE = '00-smoke/greeting.yaml';
const SOLUTION = new URL('../../fixtures/exercises/00-smoke/solution/greeting.yaml', import.meta.url);

let engine: SecondEngine;
let school: School;
let store: Store;
/** One submission was being graded when the engine stopped, the other one's cluster was being made. */
const pulls = { graded: 0, waiting: 0 };
const conclusions: unknown[] = [];

const submissions = (pull: number) => store.submissions.forPullRequest(school.repository.id, pull);
const runs = async (pull: number) => store.runs.forSubmission((await submissions(pull))[0]?.id ?? '');

beforeAll(async () => {
  if (skipped !== undefined) return;
  engine = await startSecondEngine({ sizeMiB: 6000 });
  school = await startSchool();
  store = await createStore({ url: school.databaseUrl });
  const host = engine.environment['DOCKER_HOST'] ?? '';

  await school.serve({
    DOCKER_HOST: host,
    SAITEN_WORKER_CONCURRENCY: '2',
    SAITEN_RETRY_DELAY: '5',
    // One that the engine breaks, and one that brings the result.
    SAITEN_RUN_ATTEMPTS: '2',
  });

  const solution = await readFile(SOLUTION, 'utf8');
  const wrong = solution.replace('welcome', 'go away');

  const graded = school.submit('hanako', { [FILE]: `${wrong}  linger: '90'\n` });
  const { node } = await lingeringRun(school, { host });
  const waiting = school.submit('taro', { [FILE]: solution });

  await school.eventually('a second cluster is made', async () =>
    (await engine.docker('ps', '--quiet')).length === 2 ? true : undefined,
  );

  await engine.stop();

  await school.eventually('a run finds no engine', async () => {
    const all = [...(await runs(graded.number)), ...(await runs(waiting.number))];
    return all.some(({ failure }) => failure?.code === 'engine-unreachable') ? true : undefined;
  });

  await engine.start();

  await (await lingeringRun(school, { other: node, host })).end();
  for (const { headSha } of [graded, waiting]) conclusions.push((await school.verdict(headSha)).conclusion);
  Object.assign(pulls, { graded: graded.number, waiting: waiting.number });
}, 600_000);

afterAll(async () => {
  if (skipped !== undefined) return;
  await store.close();
  await school.close();
  await engine.close();
}, 60_000);

describe.skipIf(skipped !== undefined)('an engine that is stopped and started under load', () => {
  it('is a fault of the infrastructure for the run that was being graded', async () => {
    expect((await runs(pulls.graded))[0]).toMatchObject({
      state: 'failed',
      failure: { fault: 'infrastructure', code: 'check-error' },
    });
  });

  it('is a fault of the infrastructure for the run whose cluster was being made', async () => {
    // Whether the program in the node or the engine is missed first is a matter of milliseconds.
    expect((await runs(pulls.waiting))[0]).toMatchObject({
      state: 'failed',
      failure: {
        fault: 'infrastructure',
        code: expect.stringMatching(/^(cluster-create-failed|engine-unreachable)$/) as unknown,
      },
    });
  });

  it('costs no try while it is away, and ends in the true results, without an attempt used', async () => {
    expect(conclusions).toEqual(['failure', 'success']);
    const all = [...(await submissions(pulls.graded)), ...(await submissions(pulls.waiting))];

    expect(all.map(({ attempt, state }) => [attempt, state])).toEqual([
      [1, 'graded'],
      [1, 'graded'],
    ]);
  });

  it('leaves nothing', async () => {
    const left = async () => [
      ...(await engine.docker('ps', '--all', '--format', '{{.Names}}')),
      ...(await engine.docker('network', 'ls', '--filter', 'type=custom', '--format', '{{.Name}}')),
      ...(await engine.docker('volume', 'ls', '--quiet')),
      ...(await readdir(join(school.dataFolder, 'clusters'))),
    ];

    await school.eventually('everything is gone', async () =>
      (await left()).length === 0 ? true : undefined,
    );
  });
});
