// How many submissions an hour: thirty pushed at once to a Saiten that makes a cluster for each, against the loop by hand
// (kind create cluster, kubectl apply, kubectl wait, kind delete cluster) one after the other. Clusters that were ready
// before the first push are a head start; the steady figure leaves their verdicts out. AT ONCE is SAITEN_WORKER_CONCURRENCY;
// left out, the worker grades one submission at a time, as it does unless told.
// Usage: npx tsx bench/throughput.ts [SUBMISSIONS] [LOOPS BY HAND] [POOL] [AT ONCE]
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { startSchool } from '../test/support/school.ts';
import { byHand, GREETING } from './by-hand.ts';
import { peer } from './peer.ts';
import { spread } from './spread.ts';
import { untilFrozen } from './until-frozen.ts';

const [submissions = 30, loops = 6] = process.argv.slice(2, 4).map(Number);
const ready = Number(process.argv[4] ?? 2);
const atOnce = process.argv[5] ?? '1';

const { image, cgroupVersion } = await peer();
const school = await startSchool();
const greeting = await readFile(GREETING, 'utf8');
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

/** Milliseconds that all cores of this machine have worked, for whomever. */
const busy = () =>
  cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);

/** Milliseconds of one loop by hand. */
async function loop(): Promise<number> {
  const phases = await byHand(image, cgroupVersion);
  return Object.values(phases).reduce((sum, each) => sum + each, 0);
}

try {
  const hand: number[] = [];
  // Half before and half after, so that a machine that grows slower or faster counts for both.
  for (let done = 0; done < loops / 2; done++) hand.push(await loop());
  const served = await school.serve({ SAITEN_POOL: `single=${ready}`, SAITEN_WORKER_CONCURRENCY: atOnce });
  await untilFrozen(school, ready);
  const start = { at: 0, busy: busy() };
  const begun = performance.now();

  const pushed = Array.from({ length: submissions }, (_, index) =>
    school.submit(`learner${index}`, { '00-smoke/greeting.yaml': greeting }),
  );

  const verdicts = await Promise.all(
    pushed.map(async ({ headSha }) => {
      const check = await school.verdict(headSha, submissions * 60_000);
      if (check.conclusion !== 'success') throw new Error(`expected success, found ${check.conclusion}`);
      return { at: performance.now() - begun, busy: busy() };
    }),
  );

  await served.stop();
  while (hand.length < loops) hand.push(await loop());

  verdicts.sort((a, b) => a.at - b.at);
  const last = verdicts.at(-1) ?? start;
  const first = verdicts[ready - 1] ?? start;
  const steady = (last.at - first.at) / (submissions - ready);
  const worked = (last.busy - first.busy) / (submissions - ready);
  const all = last.at / submissions;
  const { median, least, most } = spread(hand);

  process.stdout.write(
    `by hand              ${seconds(median)} each  (${seconds(least)} to ${seconds(most)})\n`,
  );

  process.stdout.write(
    `Saiten, all          ${seconds(all)} each, ${(median / all).toFixed(2)} × the throughput\n`,
  );

  process.stdout.write(
    `Saiten, steady       ${seconds(steady)} each, ${(median / steady).toFixed(2)} × the throughput ` +
      `(${(least / steady).toFixed(2)} to ${(most / steady).toFixed(2)})\n`,
  );

  process.stdout.write(`processor, steady    ${seconds(worked)} of all cores each\n`);
} finally {
  await school.close();
}
