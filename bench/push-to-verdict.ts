// Push to published verdict against the loop by hand (kind create cluster, kubectl apply, kubectl wait, kind delete
// cluster), in turn in one run on one machine. Usage: npm run bench -- [ROUNDS]
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { chooseNodeImage } from '../services/cluster/choose-node-image.ts';
import { createCommandRunner } from '../services/cluster/command-runner.ts';
import { detectEngine } from '../services/cluster/detect-engine.ts';
import { startSchool, type School } from '../test/support/school.ts';
import { remainsOf } from '../test/support/remains-of.ts';
import { byHandConfiguration } from './by-hand-configuration.ts';
import { spread } from './spread.ts';

const FILE = fileURLToPath(
  new URL('../test/fixtures/exercises/00-smoke/solution/greeting.yaml', import.meta.url),
);
const rounds = Number(process.argv[2] ?? 5);

type Phases = Record<string, number>;

async function timed<Result>(phases: Phases, phase: string, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  phases[phase] = performance.now() - start;
  return result;
}

/** What a person would do for the same check, on a plain cluster of the same node image. */
async function byHand(image: string, cgroupVersion: 1 | 2): Promise<Phases> {
  const folder = await mkdtemp(join(tmpdir(), 'by-hand-'));
  const name = `byhand${randomUUID().slice(0, 8)}`;
  const kubeconfig = join(folder, 'kubeconfig');
  const kubectl = (...args: string[]) =>
    execa(
      'docker',
      [
        'exec',
        '-i',
        `${name}-control-plane`,
        'kubectl',
        '--kubeconfig',
        '/etc/kubernetes/admin.conf',
        ...args,
      ],
      {
        ...(args.includes('-') ? { inputFile: FILE } : {}),
      },
    );
  const phases: Phases = {};
  try {
    const create = [
      'create',
      'cluster',
      '--name',
      name,
      '--image',
      image,
      '--kubeconfig',
      kubeconfig,
      '--config',
      '-',
    ];
    await timed(phases, 'kind create cluster', () =>
      execa('kind', create, { input: byHandConfiguration(cgroupVersion) }),
    );
    await timed(phases, 'kubectl apply', () => kubectl('apply', '-f', '-'));
    const until = '--for=jsonpath={.data.text}=welcome to the cluster';
    await timed(phases, 'kubectl wait', () => kubectl('wait', until, 'configmap/greeting', '--timeout=60s'));
  } finally {
    await timed(phases, 'kind delete cluster', () =>
      execa('kind', ['delete', 'cluster', '--name', name, '--kubeconfig', kubeconfig]),
    );
    await rm(folder, { recursive: true, force: true });
  }
  return phases;
}

async function bySaiten(school: School, round: number, files: Record<string, string>): Promise<Phases> {
  const phases: Phases = {};
  const { headSha } = school.submit(`learner${round}`, files);
  await timed(phases, 'push to published verdict', async () => {
    const check = await school.verdict(headSha);
    if (check.conclusion !== 'success')
      throw new Error(`expected success, found ${check.conclusion}: ${check.summary}`);
  });
  await timed(phases, 'cluster removed after it', () =>
    school.eventually('no cluster left', async () =>
      (await remainsOf(school.prefix)).length === 0 ? true : undefined,
    ),
  );
  return phases;
}

function print(title: string, runs: readonly Phases[]): void {
  process.stdout.write(`\n${title}\n`);
  for (const phase of Object.keys(runs[0] ?? {})) {
    const { median, least, most } = spread(runs.map((run) => run[phase] ?? Number.NaN));
    process.stdout.write(
      `  ${phase.padEnd(28)} median ${seconds(median)}  (${seconds(least)} to ${seconds(most)})\n`,
    );
  }
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2).padStart(7)} s`;
const total = (phases: Phases) => Object.values(phases).reduce((sum, each) => sum + each, 0);

const environment = { ...process.env };
const runner = createCommandRunner();
const engine = await detectEngine({ runner, environment });
if (!engine.available) throw new Error(engine.reason);
const { image } = await chooseNodeImage({ wanted: process.env['SAITEN_NODE_IMAGE'], runner, environment });
const school = await startSchool();
try {
  await school.serve();
  const greeting = await execa('cat', [FILE]);
  const files = { '00-smoke/greeting.yaml': `${greeting.stdout}\n` };
  const hand: Phases[] = [];
  const saiten: Phases[] = [];
  for (let round = 0; round < rounds; round++) {
    hand.push(await byHand(image, engine.cgroupVersion));
    saiten.push(await bySaiten(school, round, files));
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
  }
  print('By hand', hand);
  print('Saiten', saiten);
  const ratios = spread(
    saiten.map((phases, i) => (phases['push to published verdict'] ?? Number.NaN) / total(hand[i] ?? {})),
  );
  process.stdout.write(
    `\nSaiten's push to published verdict / the whole loop by hand: median ${ratios.median.toFixed(2)} (${ratios.least.toFixed(2)} to ${ratios.most.toFixed(2)})\n`,
  );
} finally {
  await school.close();
}
