// Acknowledged deliveries a second and their latency: `saiten webhook`, which answers after the delivery is in
// PostgreSQL, beside Probot's default server with a handler that does nothing. In turn, in one run, on one machine.
// Needs the npm registry: Probot is installed into a folder of its own. Usage: npx tsx bench/webhook.ts [ROUNDS]
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, createServer, request } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import pg from 'pg';
import { startGitHubServer } from '../test/github-server/start-github-server.ts';
import { startDatabaseServer } from '../test/support/database.ts';
import { freePort } from '../services/store/embedded/free-port.ts';
import { spread } from './spread.ts';

const PROBOT = 'probot@14.3.2';
const PROGRAM = fileURLToPath(new URL('../bin/saiten.js', import.meta.url));
const SECRET = 'a-secret-of-the-benchmark';
/** GitHub sends each delivery when it happens, whatever is unanswered; so many wait for an answer at once. */
const CONNECTIONS = 128;
const SECONDS = 8;
const RATE = 500;
const PULLS = 400;
const rounds = Number(process.argv[2] ?? 3);

interface Served {
  url: string;
  stop(): Promise<void>;
}

/** Bodies of one event as GitHub sends it, each of another pull request. */
async function bodies(): Promise<{ body: string; signature: string }[]> {
  const github = await startGitHubServer();

  const repository = github.addRepository({
    owner: 'school',
    name: 'course',
    files: { 'README.md': 'hi\n' },
  });

  const received: string[] = [];

  const sink = createServer((message, response) => {
    let text = '';
    message.setEncoding('utf8').on('data', (part: string) => (text += part));

    message.on('end', () => {
      if (message.headers['x-github-event'] === 'pull_request') received.push(text);
      response.end();
    });
  }).listen(0, '127.0.0.1');

  await once(sink, 'listening');
  const address = sink.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a TCP port.');
  github.setWebhook({ url: `http://127.0.0.1:${address.port}/webhook`, secret: SECRET });
  github.addUser('hanako');
  github.commitFiles(repository, { branch: 'work', files: { 'a.yaml': 'kind: Pod\n' }, author: 'hanako' });
  github.openPullRequest({ repo: repository, head: 'work', title: 'My answer', author: 'hanako' });
  await github.idle();
  sink.close();
  await github.close();
  const [first] = received;
  if (first === undefined) throw new Error('Expected the delivery of a pull request.');
  return Array.from({ length: PULLS }, (_, index) => {
    const payload = JSON.parse(first) as { number: number; pull_request: { number: number } };
    payload.number = payload.pull_request.number = index + 1;
    const body = JSON.stringify(payload);
    return { body, signature: `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}` };
  });
}

async function listening(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await fetch(url).catch(() => undefined)) return;
    await sleep(100);
  }

  throw new Error(`nothing listens at ${url}`);
}

function start(command: string, args: string[], env: Record<string, string>, cwd?: string) {
  const process_ = execa(command, args, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    extendEnv: false,
    reject: false,
    buffer: false,
    stdout: 'ignore',
    stderr: 'inherit',
    ...(cwd === undefined ? {} : { cwd }),
  });

  return async () => {
    process_.kill('SIGTERM');
    await process_;
  };
}

async function startSaiten(databaseUrl: string, folder: string): Promise<Served> {
  const port = await freePort();

  const stop = start('node', [PROGRAM, 'webhook'], {
    DATABASE_URL: databaseUrl,
    SAITEN_DATA_FOLDER: folder,
    SAITEN_WEBHOOK_PORT: String(port),
    SAITEN_WEBHOOK_SECRET: SECRET,
    SAITEN_LOG_LEVEL: 'warn',
  });

  await listening(`http://127.0.0.1:${port}/healthz`);
  return { url: `http://127.0.0.1:${port}/webhook`, stop };
}

async function startProbot(folder: string, privateKey: string): Promise<Served> {
  const port = await freePort();

  const stop = start(
    'node',
    ['node_modules/probot/bin/probot.js', 'run', './app.js'],
    {
      APP_ID: '1',
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: SECRET,
      PORT: String(port),
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      LOG_LEVEL: 'fatal',
    },
    folder,
  );

  await listening(`http://127.0.0.1:${port}/ping`);
  return { url: `http://127.0.0.1:${port}/api/github/webhooks`, stop };
}

/** Milliseconds until the acknowledgement of one delivery. Throws when it is refused. */
function deliver(url: string, agent: Agent, { body, signature }: { body: string; signature: string }) {
  return new Promise<number>((resolve, reject) => {
    const begun = performance.now();

    const call = request(url, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'GitHub-Hookshot/benchmark',
        'x-github-event': 'pull_request',
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': signature,
      },
    });

    call.on('response', (response) => {
      response.resume().on('end', () => {
        const { statusCode = 0 } = response;
        if (statusCode >= 300) reject(new Error(`answered ${statusCode}`));
        else resolve(performance.now() - begun);
      });
    });

    call.on('error', reject);
    call.end(body);
  });
}

/** Deliveries a second with so many connections that each send the next one when the last was acknowledged. */
async function throughput(url: string, all: Awaited<ReturnType<typeof bodies>>): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const until = performance.now() + SECONDS * 1000;
  let sent = 0;

  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) await deliver(url, agent, pick(all, sent++));
    }),
  );

  agent.destroy();
  return sent / SECONDS;
}

/** Latencies in milliseconds at a steady rate, whether or not earlier ones were acknowledged, sorted. */
async function latencies(url: string, all: Awaited<ReturnType<typeof bodies>>): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const begun = performance.now();
  const pending: Promise<number>[] = [];

  while (pending.length < RATE * SECONDS) {
    const due = Math.min(RATE * SECONDS, ((performance.now() - begun) / 1000) * RATE);
    while (pending.length < due) pending.push(deliver(url, agent, pick(all, pending.length)));
    await sleep(1);
  }

  const found = await Promise.all(pending);
  agent.destroy();
  return found.sort((a, b) => a - b);
}

/** Seconds until all that was acknowledged has been handed over to the queue. */
async function secondsUntilEmpty(databaseUrl: string): Promise<number> {
  const begun = performance.now();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  while ((await client.query('select from inbox limit 1')).rowCount !== 0) await sleep(100);
  await client.end();
  return (performance.now() - begun) / 1000;
}

function pick<Each>(all: readonly Each[], index: number): Each {
  const found = all[index % all.length];
  if (found === undefined) throw new Error('Expected something to pick.');
  return found;
}

const folder = await mkdtemp(join(tmpdir(), 'saiten-bench-webhook-'));
const database = await startDatabaseServer();

try {
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');

  await writeFile(
    join(folder, 'app.js'),
    "export default (app) => app.on('pull_request', async () => {});\n",
  );

  await execa('npm', ['install', '--no-audit', '--no-fund', PROBOT], { cwd: folder });
  const github = await startGitHubServer();
  const { privateKey } = github.app;
  await github.close();
  const all = await bodies();

  const figures = {
    saiten: { perSecond: [] as number[], p50: [] as number[], p99: [] as number[] },
    probot: { perSecond: [] as number[], p50: [] as number[], p99: [] as number[] },
  };

  const drained: number[] = [];

  for (let round = 0; round < rounds; round++)
    for (const name of ['probot', 'saiten'] as const) {
      const databaseUrl = await database.fresh();

      const served = await (name === 'probot'
        ? startProbot(folder, privateKey)
        : startSaiten(databaseUrl, join(folder, 'data')));

      try {
        await latencies(served.url, all); // Warms up compiler and caches.
        const sorted = await latencies(served.url, all);
        figures[name].p50.push(sorted[Math.floor(sorted.length * 0.5)] ?? Number.NaN);
        figures[name].p99.push(sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN);
        await throughput(served.url, all);
        figures[name].perSecond.push(await throughput(served.url, all));
        if (name === 'saiten') drained.push(await secondsUntilEmpty(databaseUrl));
      } finally {
        await served.stop();
      }

      process.stderr.write(`round ${round + 1} of ${rounds}: ${name}\n`);
    }

  for (const [name, each] of Object.entries(figures))
    for (const [figure, values] of Object.entries(each)) {
      const { median, least, most } = spread(values);
      const unit = figure === 'perSecond' ? 'deliveries/s' : `ms ${figure} at ${RATE}/s`;

      process.stdout.write(
        `${name.padEnd(7)} ${median.toFixed(1).padStart(8)} ${unit}  (${least.toFixed(1)} to ${most.toFixed(1)})\n`,
      );
    }

  const { median, least, most } = spread(drained);

  process.stdout.write(
    `saiten  all handed over ${median.toFixed(1)} s after the flood of ${2 * SECONDS} s (${least.toFixed(1)} to ${most.toFixed(1)})\n`,
  );

  const ratios = spread(
    figures.saiten.perSecond.map((value, index) => value / pick(figures.probot.perSecond, index)),
  );

  process.stdout.write(
    `throughput with durable acceptance / Probot without: median ${ratios.median.toFixed(2)} (${ratios.least.toFixed(2)} to ${ratios.most.toFixed(2)})\n`,
  );
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
