import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKindReaper } from '../../../../../services/clusters/kind/removal/kind-reaper.ts';
import { scriptedRunner } from '../../scripted-runner.ts';

let dataFolder: string;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-reaper-'));
  for (const name of ['test-single-01a', 'test-single-02b', 'other-single-03c'])
    await mkdir(join(dataFolder, 'clusters', name), { recursive: true });
});

afterEach(() => rm(dataFolder, { recursive: true, force: true }));

const HOUR = 3_600_000;

const living = {
  held: new Map([['test-single-02b', new Date(Date.now() + 2 * HOUR)]]),
  workers: new Set<string>(),
};

function reaper() {
  const { run, commands } = scriptedRunner({});
  const clock = { now: () => Date.now() + HOUR, sleep: () => Promise.resolve() };
  const logger = { info() {}, warn() {} };
  const made = createKindReaper({ prefix: 'test', dataFolder, clock, runner: run, logger, environment: {} });
  return { ...made, commands };
}

it('previews what a look that the one before confirms would remove', async () => {
  const { preview, look } = reaper();
  const expected = [{ name: 'test-single-01a', reason: 'unknown' }];
  expect(await preview(living)).toEqual(expected);
  // The preview is no look: the first one is still to come.
  expect(await look(living)).toEqual([]);
  expect(await look(living)).toEqual(expected);
});

it('removes nothing by previewing, however often', async () => {
  const { preview, commands } = reaper();
  await preview(living);
  await preview(living);
  expect(await readdir(join(dataFolder, 'clusters'))).toHaveLength(3);
  expect(commands.filter(({ args }) => args.includes('rm'))).toEqual([]);
});
