import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindProvider } from '../../support/kind-provider.ts';
import { startSecondEngine, whyNoSecondEngine, type SecondEngine } from '../../support/second-engine.ts';

const skipped = await whyNoSecondEngine();
const MIB = 1024 * 1024;
const prefix = `t${randomBytes(4).toString('hex')}`;

let engine: SecondEngine;
let dataFolder: string;
let failure: unknown;
/** MiB that were free on the engine's disk before the creation, and after it. */
const free = { before: 0, after: 0 };

async function freeMiB(): Promise<number> {
  const { bavail, bsize } = await statfs(engine.dataRoot);
  return (bavail * bsize) / MIB;
}

/** Takes all space but so much. */
async function fill(leftMiB: number): Promise<void> {
  const file = await open(join(engine.dataRoot, 'filler'), 'w');
  const block = Buffer.alloc(8 * MIB);
  while ((await freeMiB()) > leftMiB) await file.write(block);
  await file.close();
}

beforeAll(async () => {
  if (skipped !== undefined) return;
  engine = await startSecondEngine({ sizeMiB: 2500 });
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-full-'));
  const provider = kindProvider({ prefix, dataFolder, environment: engine.environment });
  await fill(100);
  free.before = await freeMiB();
  const { signal } = new AbortController();

  failure = await provider
    .create({ name: `${prefix}-single-01a`, profile: 'single', tools: [], signal })
    .then(
      () => 'created',
      (error: unknown) => error,
    );

  free.after = await freeMiB();
}, 180_000);

afterAll(async () => {
  if (skipped !== undefined) return;
  await engine.close();
  await rm(dataFolder, { recursive: true, force: true });
}, 60_000);

describe.skipIf(skipped !== undefined)('an engine whose disk is full', () => {
  it('is a fault of the infrastructure that names the disk', () => {
    expect(failure).toMatchObject({
      fault: 'infrastructure',
      code: 'cluster-create-failed',
      message: expect.stringContaining('no space left on device') as string,
    });
  });

  it('is left with nothing of the cluster', async () => {
    expect({
      containers: await engine.docker('ps', '--all', '--format', '{{.Names}}'),
      networks: await engine.docker('network', 'ls', '--filter', 'type=custom', '--format', '{{.Name}}'),
      volumes: await engine.docker('volume', 'ls', '--quiet'),
      folders: await readdir(join(dataFolder, 'clusters')),
    }).toEqual({ containers: [], networks: [], volumes: [], folders: [] });
  });

  it('is left as full as it was', () => {
    expect(free.before - free.after).toBeLessThan(10);
  });
});
