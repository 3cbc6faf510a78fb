// Push to published verdict on a ready cluster against the loop by hand (kind create cluster, kubectl apply, kubectl
// wait, kind delete cluster), in turn in one run. Each push waits until its cluster is ready and frozen, as it is but in
// a rush. Usage: npx tsx bench/push-to-warm-verdict.ts [ROUNDS]
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSchool } from '../test/support/school.ts';
import { byHand, GREETING } from './by-hand.ts';
import { peer } from './peer.ts';
import { spread } from './spread.ts';
import { untilFrozen } from './until-frozen.ts';

const rounds = Number(process.argv[2] ?? 5);
/** A person does not push the moment a cluster is ready, and the ready cluster has come to rest. */
const REST_MS = 3000;

const { image, cgroupVersion } = await peer();
const school = await startSchool();
const greeting = await readFile(GREETING, 'utf8');

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

try {
  await school.serve({ SAITEN_POOL: 'single=1' });
  const hand: number[] = [];
  const warm: number[] = [];

  for (let round = 0; round < rounds; round++) {
    const phases = await byHand(image, cgroupVersion);
    hand.push(Object.values(phases).reduce((sum, each) => sum + each, 0));
    await untilFrozen(school);
    await sleep(REST_MS);
    const begun = performance.now();
    const { headSha } = school.submit(`learner${round}`, { '00-smoke/greeting.yaml': greeting });
    const check = await school.verdict(headSha);
    if (check.conclusion !== 'success') throw new Error(`expected success, found ${check.conclusion}`);
    warm.push(performance.now() - begun);
    process.stderr.write(`round ${round + 1} of ${rounds}: ${seconds(warm.at(-1) ?? 0)}\n`);
  }

  for (const [name, figures] of Object.entries({ 'by hand': hand, 'on a ready cluster': warm })) {
    const { median, least, most } = spread(figures);

    process.stdout.write(
      `${name.padEnd(20)} median ${seconds(median)}  (${seconds(least)} to ${seconds(most)})\n`,
    );
  }

  const ratios = spread(hand.map((by, index) => by / (warm[index] ?? Number.NaN)));

  process.stdout.write(
    `times faster: median ${ratios.median.toFixed(1)} (${ratios.least.toFixed(1)} to ${ratios.most.toFixed(1)})\n`,
  );
} finally {
  await school.close();
}
