import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindEngine, TEST_ENVIRONMENT } from '../../support/kind-engine.ts';
import { kindProvider } from '../../support/kind-provider.ts';
import { leftovers } from '../../support/leftovers.ts';
import { waitUntil } from '../../support/wait-until.ts';

const engine = await kindEngine();
const prefix = `t${randomBytes(4).toString('hex')}`;
const name = `${prefix}-single-01a`;
const { signal } = new AbortController();

let folder: string;
let dataFolder: string;
let failure: unknown;

/**
 * Stands before the real kind in PATH. The first creation makes a node as kind does and then hangs, together with a child
 * that does not listen to SIGTERM; everything after it is the real kind's.
 */
const HANGS_ONCE = `#!/bin/sh
here=$(dirname "$0")
PATH=\${PATH#"$here":}
if [ "$1" != create ] || [ -e "$here/hung" ]; then exec kind "$@"; fi
touch "$here/hung"
sh -c 'trap "" TERM; echo $$ >>"$0"; while :; do sleep 1; done' "$here/processes" &
echo $$ >>"$here/processes"
docker run --detach --label "io.x-k8s.kind.cluster=$4" --network "$KIND_EXPERIMENTAL_DOCKER_NETWORK" \\
  --name "$4-control-plane" --volume /var --entrypoint sleep "$6" 3600 >/dev/null
wait`;

const provider = (createTimeoutMs: number) =>
  kindProvider({
    prefix,
    dataFolder,
    environment: { ...TEST_ENVIRONMENT, PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter) },
    createTimeoutMs,
  });

const create = (createTimeoutMs: number) =>
  provider(createTimeoutMs).create({ name, profile: 'single', tools: [], signal });

async function isAtWork(pid: string): Promise<boolean> {
  const { stdout } = await execa('ps', ['-o', 'stat=', '-p', pid], { reject: false });
  // Z: ended, and only not yet asked for by whoever inherited it.
  return stdout !== '' && !stdout.startsWith('Z');
}

beforeAll(async () => {
  if (!engine.available) return;
  folder = await mkdtemp(join(tmpdir(), 'saiten-hanging-'));
  dataFolder = join(folder, 'data');
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin', 'kind'), HANGS_ONCE);
  await chmod(join(folder, 'bin', 'kind'), 0o755);

  failure = await create(5000).then(
    () => 'created',
    (error: unknown) => error,
  );
}, 180_000);

afterAll(async () => {
  if (!engine.available) return;
  await provider(1).destroy(name);
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!engine.available)('kind that hangs while it makes a cluster', () => {
  it('is a fault of the infrastructure that says for how long it was waited', () => {
    expect(failure).toMatchObject({
      fault: 'infrastructure',
      code: 'cluster-create-timeout',
      message: expect.stringContaining('within 5 s') as string,
    });
  });

  it('is ended together with the programs that it started', { timeout: 10_000 }, async () => {
    const processes = (await readFile(join(folder, 'bin', 'processes'), 'utf8')).trim().split('\n');
    expect(processes).toHaveLength(2);
    for (const pid of processes) await waitUntil(async () => !(await isAtWork(pid)));
  });

  it('leaves nothing of the cluster', async () => {
    expect(await leftovers({ prefix, dataFolder })).toEqual([]);
  });

  it('does not keep the next creation from its work', async () => {
    expect((await create(600_000)).kubernetesVersion).toMatch(/^v1\./);
  });
});
