// Cold creation: from nothing to a cluster that takes a submission (network, node, policies, a sandbox of its own), against
// a plain `kind create cluster` of the same image, in turn in one run; and the processor time of the nodes up to there.
// Usage: npx tsx bench/creation.ts [ROUNDS] [PROFILE]
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { KIND_CLUSTER_LABEL } from '../services/clusters/kind/cluster-labels.ts';
import { kindProvider } from '../test/support/kind-provider.ts';
import { byHandConfiguration } from './by-hand-configuration.ts';
import { engineUsage } from './engine-usage.ts';
import { peer } from './peer.ts';
import { spread } from './spread.ts';
import { timed, type Phases } from './timed.ts';

const rounds = Number(process.argv[2] ?? 5);
const profile = process.argv[3] ?? 'single';

const { image, cgroupVersion } = await peer();
const prefix = `t${randomBytes(4).toString('hex')}`;
const dataFolder = await mkdtemp(join(tmpdir(), 'saiten-creation-'));
const signal = new AbortController().signal;
const phases: Record<string, number[]> = {};

const provider = kindProvider({
  prefix,
  dataFolder,
  nodeImage: image,
  workerId: 'creation',
  onPhase: (_cluster, phase, durationMs) => (phases[phase] ??= []).push(durationMs),
});

interface Creation {
  wall: number;
  cpu: number;
}

async function cpuOf(filter: string): Promise<number> {
  const { stdout } = await execa('docker', ['ps', '--quiet', '--no-trunc', '--filter', filter]);
  return (await engineUsage(stdout.split('\n').filter(Boolean))).cpuMs;
}

async function plain(): Promise<Creation> {
  const name = `${prefix}plain`;
  const at = ['--name', name, '--kubeconfig', join(dataFolder, name)];
  const spent: Phases = {};

  try {
    const input = byHandConfiguration(cgroupVersion);

    await timed(spent, 'wall', () =>
      execa('kind', ['create', 'cluster', ...at, '--image', image, '--config', '-'], { input }),
    );

    return { wall: spent['wall'] ?? Number.NaN, cpu: await cpuOf(`label=${KIND_CLUSTER_LABEL}=${name}`) };
  } finally {
    await execa('kind', ['delete', 'cluster', ...at]);
  }
}

async function ours(round: number): Promise<Creation> {
  const name = `${prefix}-${profile}-${round}`;
  const spent: Phases = {};

  try {
    await timed(spent, 'wall', async () => {
      const cluster = await provider.create({ name, profile, tools: [], signal });
      await cluster.openSandbox({ podSecurity: 'baseline', signal });
    });

    return { wall: spent['wall'] ?? Number.NaN, cpu: await cpuOf(`network=${name}`) };
  } finally {
    await provider.destroy(name);
  }
}

function line(name: string, figures: readonly number[], unit: 's' | '×'): void {
  const { median, least, most } = spread([...figures]);
  const text = (figure: number) => (unit === 's' ? (figure / 1000).toFixed(2) : figure.toFixed(2));
  process.stdout.write(`${name.padEnd(34)} ${text(median)} ${unit}  (${text(least)} to ${text(most)})\n`);
}

try {
  // The first of an image makes the images that the others start from.
  await ours(0);
  for (const each of Object.keys(phases)) delete phases[each];
  const pairs: { kind: Creation; saiten: Creation }[] = [];

  for (let round = 1; round <= rounds; round++) {
    pairs.push({ kind: await plain(), saiten: await ours(round) });
    process.stderr.write(`round ${round} of ${rounds}\n`);
  }

  const each = (figure: (pair: (typeof pairs)[number]) => number) => pairs.map(figure);

  line(
    'kind create cluster',
    each(({ kind }) => kind.wall),
    's',
  );

  line(
    'Saiten',
    each(({ saiten }) => saiten.wall),
    's',
  );

  for (const [phase, durations] of Object.entries(phases)) line(`  ${phase}`, durations, 's');

  line(
    'Saiten / kind',
    each(({ kind, saiten }) => saiten.wall / kind.wall),
    '×',
  );

  line(
    'kind create cluster, processor',
    each(({ kind }) => kind.cpu),
    's',
  );

  line(
    'Saiten, processor',
    each(({ saiten }) => saiten.cpu),
    's',
  );
} finally {
  await rm(dataFolder, { recursive: true, force: true });
}
