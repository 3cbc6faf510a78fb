import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindEngine } from '../../support/kind-engine.ts';
import { remainsOf } from '../../support/remains-of.ts';
import { startSchool, type School, type ServedProcess } from '../../support/school.ts';

const engine = await kindEngine();
const SOLUTION = new URL('../../fixtures/exercises/00-smoke/solution/greeting.yaml', import.meta.url);

let school: School;
let served: ServedProcess;

/** Node containers of the school's clusters by name, in the state the engine gives them. */
async function nodes(state: 'paused' | 'running'): Promise<string[]> {
  const filters = ['--filter', `name=^${school.prefix}-`, '--filter', `status=${state}`];
  const { stdout } = await execa('docker', ['ps', ...filters, '--format', '{{.Names}}']);
  return stdout.split('\n').filter(Boolean);
}

const frozen = (other?: string) =>
  school.eventually(
    'a cluster is ready and frozen',
    async () => (await nodes('paused')).find((name) => name !== other),
    300_000,
  );

beforeAll(async () => {
  if (!engine.available) return;
  school = await startSchool();
  served = await school.serve({ SAITEN_POOL: 'single=1' });
}, 120_000);

afterAll(async () => {
  if (!engine.available) return;
  await served.stop();
  const left = await remainsOf(school.prefix);
  await school.close();
  expect(left).toEqual([]);
}, 120_000);

describe.skipIf(!engine.available)('a ready cluster', () => {
  it(
    'is frozen until a push comes, serves that run alone, and is replaced',
    { timeout: 600_000 },
    async () => {
      const first = await frozen();
      const greeting = await readFile(SOLUTION, 'utf8');
      const { headSha } = school.submit('hanako', { '00-smoke/greeting.yaml': greeting });
      expect((await school.verdict(headSha)).conclusion).toBe('success');

      await school.eventually('the cluster of the run is gone', async () => {
        const all = [...(await nodes('paused')), ...(await nodes('running'))];
        return all.includes(first) ? undefined : true;
      });

      expect(await frozen(first)).not.toBe(first);
    },
  );

  it('is named and left alone by a dry run of drain', { timeout: 300_000 }, async () => {
    const ready = await frozen();
    const said = await school.run('clusters', 'drain', '--dry-run');
    expect(said).toContain(`would give up ${ready.replace(/-control-plane$/, '')}`);
    expect([...(await nodes('paused')), ...(await nodes('running'))]).toContain(ready);
  });

  it(
    'is given up by drain, and another one made when somebody asks again',
    { timeout: 600_000 },
    async () => {
      await frozen();
      expect(await school.run('clusters', 'drain', 'single')).toContain('keeps none of single ready');

      await school.eventually('nothing is left', async () =>
        (await remainsOf(school.prefix)).length === 0 ? true : undefined,
      );

      expect(await school.run('clusters', 'warm', 'single=1')).toContain(
        'asked every worker for 1 of single (before: 0, ready now: 0)',
      );

      await frozen();
    },
  );

  it.each([
    [['warm', 'single'], 'Expected a profile and how many clusters of it to keep ready'],
    [['warm', 'singel=1'], 'Expected a cluster profile'],
    [['drain', 'w9'], 'Expected a cluster profile'],
  ])('%j is refused with the next step', { timeout: 60_000 }, async (args, words) => {
    expect(await school.run('clusters', ...args)).toContain(words);
  });
});
