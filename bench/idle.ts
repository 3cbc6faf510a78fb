// What a ready cluster costs while nobody uses it: processor time frozen and running, memory, and how soon it answers
// once it is thawed, for each profile. Usage: npx tsx bench/idle.ts [SECONDS] [PROFILE...]
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { KIND_CLUSTER_LABEL } from '../services/clusters/kind/cluster-labels.ts';
import { kindProvider } from '../test/support/kind-provider.ts';
import { engineUsage } from './engine-usage.ts';
import { peer } from './peer.ts';

const seconds = Number(process.argv[2] ?? 30);

const profiles =
  process.argv.length > 3 ? process.argv.slice(3) : ['single', 'w2', 'w3z', 'w4z', 'admin', 'pair'];

/** What was asked of the cluster last has come to rest. */
const REST_MS = 5000;

const { image } = await peer();
const prefix = `t${randomBytes(4).toString('hex')}`;
const dataFolder = await mkdtemp(join(tmpdir(), 'saiten-idle-'));
const signal = new AbortController().signal;

const provider = kindProvider({
  prefix,
  dataFolder,
  nodeImage: image,
  workerId: 'idle',
  createTimeoutMs: 600_000,
});

async function nodesOf(cluster: string): Promise<string[]> {
  const { stdout } = await execa('docker', [
    'ps',
    '--quiet',
    '--no-trunc',
    '--filter',
    `network=${cluster}`,
    '--filter',
    `label=${KIND_CLUSTER_LABEL}`,
  ]);

  return stdout.split('\n').filter(Boolean);
}

/** Percent of one core that they use. */
async function load(nodes: readonly string[]): Promise<number> {
  const [before, begun] = [await engineUsage(nodes), performance.now()];
  await sleep(seconds * 1000);
  const after = await engineUsage(nodes);
  return (100 * (after.cpuMs - before.cpuMs)) / (performance.now() - begun);
}

process.stdout.write(
  'profile   nodes  running: % of a core   frozen: % of a core   memory    thawed and answers\n',
);

try {
  for (const profile of profiles) {
    const name = `${prefix}-${profile}-01a`;

    try {
      const cluster = await provider.create({ name, profile, tools: [], signal });
      await cluster.probe({ signal });
      await sleep(REST_MS);
      const nodes = await nodesOf(name);
      const running = await load(nodes);
      await cluster.freeze();
      const frozen = await load(nodes);
      const { memoryBytes } = await engineUsage(nodes);
      const begun = performance.now();
      await cluster.thaw();
      await cluster.ping({ signal });
      const thawed = performance.now() - begun;

      process.stdout.write(
        `${profile.padEnd(10)}${String(nodes.length).padStart(5)}${running.toFixed(1).padStart(21)}` +
          `${frozen.toFixed(2).padStart(22)}${(memoryBytes / 1024 ** 2).toFixed(0).padStart(9)} MiB${thawed.toFixed(0).padStart(15)} ms\n`,
      );
    } finally {
      await provider.destroy(name);
    }
  }
} finally {
  await rm(dataFolder, { recursive: true, force: true });
}
