// Push to published verdict against the loop by hand (kind create cluster, kubectl apply, kubectl wait, kind delete
// cluster), in turn in one run on one machine. Usage: npm run bench -- [ROUNDS]
import { execa } from 'execa';
import { startSchool, type School } from '../test/support/school.ts';
import { remainsOf } from '../test/support/remains-of.ts';
import { byHand, GREETING } from './by-hand.ts';
import { peer } from './peer.ts';
import { spread } from './spread.ts';
import { timed, type Phases } from './timed.ts';

const rounds = Number(process.argv[2] ?? 5);

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

const { image, cgroupVersion } = await peer();
const school = await startSchool();

try {
  await school.serve();
  const greeting = await execa('cat', [GREETING]);
  const files = { '00-smoke/greeting.yaml': `${greeting.stdout}\n` };
  const hand: Phases[] = [];
  const saiten: Phases[] = [];

  for (let round = 0; round < rounds; round++) {
    hand.push(await byHand(image, cgroupVersion));
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
