// A hundred submissions while something is killed every few seconds: a whole Saiten (kill -9), a node in use, the Docker
// engine. Counts final results and what is left of the clusters. On a Docker engine of its own, so that nobody else's
// containers suffer; needs root on Linux. Usage: npx tsx bench/chaos.ts [SUBMISSIONS] [SEED]
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSchool, type ServedProcess } from '../test/support/school.ts';
import { startSecondEngine, whyNoSecondEngine } from '../test/support/second-engine.ts';
import { GREETING } from './by-hand.ts';

const [submissions = 100, seed = 1] = process.argv.slice(2).map(Number);
const SAITENS = 2;
/** Milliseconds between two kills: longer than most submissions take, so that few are hit twice. */
const PAUSE = { least: 15_000, most: 45_000 };
/** Milliseconds for the reapers to find what the dead left behind: a worker counts as gone after a silence. */
const REAPING = 300_000;

const reason = await whyNoSecondEngine();
if (reason !== undefined) throw new Error(reason);
const engine = await startSecondEngine();
const school = await startSchool();
const greeting = await readFile(GREETING, 'utf8');
const served: ServedProcess[] = [];
const kills = { saiten: 0, node: 0, engine: 0 };
const random = numbersFrom(seed);

/** Numbers from 0 to 1, the same ones for the same seed (https://en.wikipedia.org/wiki/Linear_congruential_generator). */
function numbersFrom(start: number): () => number {
  let state = start;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

const serve = () =>
  school.serve({ DOCKER_HOST: engine.environment['DOCKER_HOST'] ?? '', SAITEN_WORKER_CONCURRENCY: '2' });

const any = <Thing>(things: readonly Thing[]): Thing | undefined =>
  things[Math.floor(random() * things.length)];

async function killSomething(): Promise<void> {
  const choice = random();

  if (choice < 0.1) {
    kills.engine++;
    await engine.stop();
    await engine.start();
  } else if (choice < 0.4) {
    const victim = any(served);
    if (victim === undefined) return;
    kills.saiten++;
    await victim.kill();
    served.splice(served.indexOf(victim), 1, await serve());
  } else {
    const node = any(await engine.docker('ps', '--quiet', '--filter', `name=^${school.prefix}-`));
    if (node === undefined) return;
    kills.node++;
    // It may be gone by now.
    await engine.docker('kill', node).catch(() => []);
  }
}

/** All that is left of clusters: nobody else is on this engine. */
async function remains(): Promise<string[]> {
  const folders = await readdir(join(school.dataFolder, 'clusters')).catch(() => []);
  const graders = (await readdir(tmpdir())).filter((name) => name.startsWith('saiten-grader-'));

  const ours = (await engine.docker('network', 'ls', '--format', '{{.Name}}')).filter((name) =>
    name.startsWith(`${school.prefix}-`),
  );

  return [
    ...(await engine.docker('ps', '--all', '--format', 'container {{.Names}}')),
    ...(await engine.docker('volume', 'ls', '--format', 'volume {{.Name}}')),
    ...ours.map((name) => `network ${name}`),
    ...folders.map((name) => `folder ${name}`),
    ...graders.map((name) => `folder ${name}`),
  ];
}

try {
  for (let count = 0; count < SAITENS; count++) served.push(await serve());
  const begun = performance.now();

  const pushed = Array.from({ length: submissions }, (_, index) =>
    school.submit(`learner${index}`, { '00-smoke/greeting.yaml': greeting }),
  );

  await school.github.idle();
  const conclusions = new Map<string, string>();
  let next = performance.now() + PAUSE.least;

  while (conclusions.size < submissions) {
    for (const { headSha } of pushed) {
      const check = school.github
        .checkRuns(school.repository, headSha)
        .find(({ name }) => name.startsWith('grading / '));

      if (check?.status === 'completed') conclusions.set(headSha, check.conclusion ?? 'none');
    }

    if (performance.now() > next) {
      await killSomething();
      next = performance.now() + PAUSE.least + random() * (PAUSE.most - PAUSE.least);
      process.stderr.write(`${conclusions.size} of ${submissions} final; killed ${JSON.stringify(kills)}\n`);
    }

    await sleep(500);
  }

  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  const counts: Record<string, number> = {};
  for (const conclusion of conclusions.values()) counts[conclusion] = (counts[conclusion] ?? 0) + 1;

  process.stdout.write(
    `${submissions} submissions, ${conclusions.size} final results in ${minutes} minutes: `,
  );

  process.stdout.write(`${JSON.stringify(counts)}; killed ${JSON.stringify(kills)}\n`);
  const comments = pushed.map(({ number }) => school.github.comments(school.repository, number).length);
  process.stdout.write(`comments per pull request: ${[...new Set(comments)].join(', ')}\n`);
  let left = await remains();
  for (
    const until = performance.now() + REAPING;
    left.length > 0 && performance.now() < until;
    await sleep(2000)
  )
    left = await remains();

  process.stdout.write(
    `left on the engine, in the data folder and of grading processes: ${left.length} ${left.join(' ')}\n`,
  );
} finally {
  await school.close();
  await engine.close();
}
