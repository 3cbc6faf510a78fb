// Sends faulty manifests of all kinds to the API server of a kind cluster of its own, as a grader applies them, and counts whose
// fault each answer becomes. Fails when one is called ours.
// Usage: npm run fuzz-manifests -- [COUNT] [SEED]
import { openRefusingCluster } from '../test/support/manifests/refusing-cluster.ts';
import { sendFaulty } from '../test/support/manifests/send-faulty.ts';

const count = Number(process.argv[2] ?? 2000);
const seed = process.argv[3] ?? String(Date.now());
const TOLD_EVERY = 250;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const stop = new AbortController();

process.once('SIGINT', () => {
  stop.abort();
});

say(`${count} manifests of seed ${seed}`);
const cluster = await openRefusingCluster(stop.signal);

try {
  const tally = await sendFaulty(cluster, {
    ...{ seed, count },
    onSent: (sent) => {
      if (sent % TOLD_EVERY === 0) say(`${sent} sent`);
    },
  });

  const share = ((100 * tally.placed) / tally.findings).toFixed(1);
  say(JSON.stringify({ ...tally, placed: `${tally.placed} (${share} %)` }, null, 2));
  if (tally.ours.length > 0) process.exitCode = 1;
} finally {
  await cluster.close();
}
