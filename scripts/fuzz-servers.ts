// Bombards the servers for a while and watches them: schemathesis asks the API, seed after seed; beside it strangers send what
// is no request, or is none that should be answered. Fails when an event loop stands still for a second, when memory
// grows from the first third of the time to the last, when a process ends, or when a delivery of GitHub is not accepted.
// Needs Python 3.10 or newer and PyPI. Usage: npm run fuzz-servers -- [MINUTES] [MOST MILLISECONDS OF A STALL]
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { seedCourse } from '../bench/course-seed.ts';
import { freePort } from '../services/store/embedded/free-port.ts';
import { createStore } from '../services/store/create-store.ts';
import { startDatabaseServer } from '../test/support/database.ts';

const PROGRAM = fileURLToPath(new URL('../bin/saiten.js', import.meta.url));
const SCHEMATHESIS = 'schemathesis==4.32.5';
const TOKEN = 'the-token-of-the-fuzzed-operator';
const SECRET = 'the-secret-of-the-fuzzed-webhook';
const LOOK_MS = 2000;
/** Above what the collector and the compiler make of an idle hour. */
const GROWTH_MIB = 64;
const minutes = Number(process.argv[2] ?? 60);
const mostStallMs = Number(process.argv[3] ?? 1000);
const until = Date.now() + minutes * 60_000;

interface Look {
  at: number;
  /** While the process had the processor. */
  stallMs: number;
  byClock: number;
  memoryMiB: number;
}

interface Served {
  role: 'api' | 'webhook';
  port: number;
  looks: Look[];
  problems: string[];
  stop(): Promise<void>;
}

/** One process of Saiten, looked at by its own metrics. */
async function serve(role: Served['role'], databaseUrl: string, folder: string): Promise<Served> {
  const [port, operations] = [await freePort(), await freePort()];

  const child = execa('node', [PROGRAM, role], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: databaseUrl,
      SAITEN_DATA_FOLDER: join(folder, role),
      [role === 'api' ? 'SAITEN_API_PORT' : 'SAITEN_WEBHOOK_PORT']: String(port),
      SAITEN_OPERATIONS_PORT: String(operations),
      SAITEN_API_TOKEN: TOKEN,
      SAITEN_WEBHOOK_SECRET: SECRET,
      SAITEN_LOG_LEVEL: 'error',
      // Each seed comes from another client, so that limits of rates do not keep it from what is behind them.
      SAITEN_TRUST_PROXY: 'loopback',
    },
    extendEnv: false,
    reject: false,
    buffer: false,
    stdout: 'ignore',
    stderr: 'inherit',
  });

  const problems: string[] = [];
  let isStopping = false;

  void child.then(({ exitCode }) => {
    if (!isStopping) problems.push(`ended with ${String(exitCode)}`);
  });

  const metrics = async (name: string) => {
    const answer = await fetch(`http://127.0.0.1:${operations}/metrics`);
    const line = (await answer.text()).split('\n').find((one) => one.startsWith(`${name}{`));
    return Number(line?.split(' ').at(-1));
  };

  for (;;) {
    if (await fetch(`http://127.0.0.1:${operations}/readyz`).catch(() => undefined)) break;
    if (problems.length > 0) throw new Error(`${role} ${problems.join(', ')}`);
    await sleep(100);
  }

  // The loop's delay since the last look: the histogram begins anew with each.
  await metrics('nodejs_eventloop_lag_max_seconds');
  let processorSeconds = await metrics('process_cpu_seconds_total');
  const looks: Look[] = [];

  const watch = (async () => {
    while (!isStopping) {
      await sleep(LOOK_MS);
      const begun = performance.now();
      const lag = await metrics('nodejs_eventloop_lag_max_seconds').catch(() => undefined);
      if (lag === undefined || isStopping) continue;
      const memory = await metrics('process_resident_memory_bytes').catch(() => Number.NaN);
      const processorBefore = processorSeconds;
      processorSeconds = await metrics('process_cpu_seconds_total').catch(() => processorBefore);
      // A look that waits for its answer waits for the loop.
      const byClock = Math.max(lag * 1000, performance.now() - begun > 2 * mostStallMs ? mostStallMs + 1 : 0);
      // On a busy machine a process also stands because others have the processor: that is not its fault.
      const stallMs = Math.min(byClock, (processorSeconds - processorBefore) * 1000);
      looks.push({ at: Date.now(), stallMs, byClock, memoryMiB: memory / 2 ** 20 });
    }
  })();

  return {
    role,
    port,
    looks,
    problems,
    async stop() {
      isStopping = true;
      child.kill('SIGTERM');
      await child;
      await watch;
    },
  };
}

/** Sends bytes on a connection and leaves after a while, whatever comes back. */
function strange(port: number, bytes: Buffer | string, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => socket.write(bytes)).on('error', () => undefined);
    socket.on('data', () => undefined).on('close', () => resolve());
    setTimeout(() => socket.destroy(), milliseconds);
  });
}

const client = () => `10.${randomBytes(3).join('.')}`;

function request(line: string, headers: Record<string, string>, body: string | Buffer = ''): Buffer {
  const head = Object.entries({ host: 'x', 'x-forwarded-for': client(), ...headers });
  const text = [line, ...head.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(text), Buffer.from(body)]);
}

/** One of the things that strangers and members try, of a random size. */
function attack({ role, port }: Served): Promise<void> {
  const size = 2 ** Math.floor(Math.random() * 20);
  const repeated = (text: string) => text.repeat(Math.ceil(size / text.length));
  const json = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
  const wrongly = { ...json, 'x-github-event': 'push', 'x-github-delivery': randomUUID() };
  const delivery = { ...wrongly, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
  const target = role === 'api' ? '/api/v1/courses' : '/webhook';
  const bodies = ['[', '{"a":', '[[],', '"\\u0000', '{"slug":"', '\\', '{"__proto__":', '\ud800', '1e', '[,'];
  const body = repeated(bodies[Math.floor(Math.random() * bodies.length)] ?? '[');

  const attacks = [
    () => strange(port, randomBytes(Math.min(size, 65_536)), 500),
    () => strange(port, '', 2000),
    () => strange(port, `POST ${target} HTTP/1.1\r\nhost: x\r\n`, 3000),
    () => strange(port, request(`GET /${repeated('%61')} HTTP/1.1`, {}), 500),
    () => strange(port, request(`GET /api/v1/me?${repeated('a[b]=1&')} HTTP/1.1`, json), 500),
    () => strange(port, request('GET /api/v1/me HTTP/1.1', { authorization: `Bearer ${randomUUID()}` }), 500),
    () => strange(port, request('GET /api/v1/events?course=default HTTP/1.1', json), 3000),
    () =>
      strange(
        port,
        request(
          `POST ${target} HTTP/1.1`,
          { ...delivery, 'content-length': String(Buffer.byteLength(body)) },
          body,
        ),
        1000,
      ),
    () =>
      strange(
        port,
        request(
          `POST ${target} HTTP/1.1`,
          { ...delivery, 'content-length': String(24 * 2 ** 20) },
          Buffer.alloc(size),
        ),
        8000,
      ),
    () =>
      strange(
        port,
        request(
          `POST ${target} HTTP/1.1`,
          { ...delivery, 'transfer-encoding': 'chunked' },
          `${repeated('1\r\nx\r\n')}`,
        ),
        3000,
      ),
    () =>
      strange(
        port,
        request(
          'POST /api/v1/courses/default/roster?preview=true HTTP/1.1',
          { ...json, 'content-type': 'text/csv', 'content-length': String(10 + size) },
          `github_id\n${repeated('"7\n,,\'=')}`.slice(0, 10 + size),
        ),
        1000,
      ),
    () =>
      strange(
        port,
        request(
          `GET /api/v1/courses/default/submissions?cursor=${Buffer.from(body.slice(0, 300)).toString('base64url')} HTTP/1.1`,
          json,
        ),
        500,
      ),
  ];

  return (attacks[Math.floor(Math.random() * attacks.length)] ?? attacks[0])?.() ?? Promise.resolve();
}

/** So many strangers at the same time. */
async function bombard(served: Served, many: number): Promise<void> {
  await Promise.all(
    Array.from({ length: many }, async () => {
      while (Date.now() < until && served.problems.length === 0) await attack(served);
    }),
  );
}

/** What GitHub sends meanwhile is accepted. */
async function deliver(served: Served): Promise<number> {
  let accepted = 0;

  while (Date.now() < until && served.problems.length === 0) {
    const body = JSON.stringify({ zen: randomUUID() });

    const answer = await fetch(`http://127.0.0.1:${served.port}/webhook`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'ping',
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
      },
    }).catch((error: unknown) => ({ status: String(error) }));

    if (answer.status !== 202) served.problems.push(`answered ${answer.status} to a delivery`);
    accepted += 1;
    await sleep(200);
  }

  return accepted;
}

/** Asks the API by its description, with one seed after the other. */
async function askByDescription({ port, problems }: Served, folder: string): Promise<number> {
  const configuration = join(folder, 'schemathesis.toml');

  const parameters = ['course = "default"', 'exercise = "01-exercise-1"', 'githubId = "1"'].map(
    (one) => `"path.${one.replace(' =', '" =')}`,
  );

  await writeFile(configuration, ['[parameters]', ...parameters, ''].join('\n'));
  let seed = 0;

  while (Date.now() < until && problems.length === 0) {
    seed += 1;

    const { exitCode, stdout } = await execa(
      join(folder, 'bin', 'schemathesis'),
      [
        ...['--config-file', configuration, 'run', `http://127.0.0.1:${port}/api/v1/openapi.json`],
        ...['--header', `authorization: Bearer ${TOKEN}`, '--header', `x-forwarded-for: ${client()}`],
        ...['--checks', 'not_a_server_error', '--phases', 'coverage,fuzzing', '--seed', String(seed)],
        ...['--exclude-path-regex', '/events$', '--continue-on-failure', '--warnings', 'off'],
        // The course that is asked for is to stay.
        ...['--exclude-method', 'DELETE', '--max-examples', '20', '--rate-limit', '80/s'],
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        reject: false,
        cwd: folder,
        timeout: Math.max(1000, until - Date.now()),
      },
    );

    if (exitCode === 1) problems.push(`failed what seed ${seed} asks:\n${stdout.slice(-4000)}`);
  }

  return seed;
}

/** What is wrong with how a process fared. */
function verdict({ role, looks, problems }: Served): string[] {
  const third = Math.floor(looks.length / 3);

  const median = (some: readonly Look[]) =>
    some.map(({ memoryMiB }) => memoryMiB).sort((one, other) => one - other)[Math.floor(some.length / 2)] ??
    0;

  const growth = median(looks.slice(-third)) - median(looks.slice(third, 2 * third));
  const stall = Math.max(0, ...looks.map(({ stallMs }) => stallMs));
  const byClock = Math.max(0, ...looks.map((look) => look.byClock));
  const most = Math.max(0, ...looks.map(({ memoryMiB }) => memoryMiB));

  process.stdout.write(
    `${role}: ${looks.length} looks, longest stall ${stall.toFixed(0)} ms (${byClock.toFixed(0)} ms by the clock), memory at most ${most.toFixed(0)} MiB, ` +
      `${growth.toFixed(0)} MiB more in the last third than in the second\n`,
  );

  return [
    ...problems,
    ...(looks.length < 3 ? ['was not looked at often enough'] : []),
    ...(stall > mostStallMs ? [`stood still for ${stall.toFixed(0)} ms`] : []),
    ...(growth > GROWTH_MIB ? [`grew by ${growth.toFixed(0)} MiB`] : []),
  ].map((problem) => `${role} ${problem}`);
}

const folder = await mkdtemp(join(tmpdir(), 'saiten-fuzz-servers-'));
const database = await startDatabaseServer();
const served: Served[] = [];

try {
  await execa('python3', ['-m', 'venv', folder]);
  await execa(join(folder, 'bin', 'pip'), ['install', '--quiet', SCHEMATHESIS]);
  const url = await database.fresh();
  await (await createStore({ url })).close();
  await seedCourse(url, { learners: 5, exercises: 2, runsEach: 2 });
  const api = await serve('api', url, folder);
  served.push(api);
  const webhook = await serve('webhook', url, folder);
  served.push(webhook);

  const [accepted, seeds] = await Promise.all([
    deliver(webhook),
    askByDescription(api, folder),
    bombard(api, 40),
    bombard(webhook, 60),
  ]);

  process.stdout.write(`${accepted} deliveries, ${seeds} seeds of schemathesis in ${minutes} minutes\n`);
  const wrong = served.flatMap(verdict);
  for (const one of wrong) process.stdout.write(`${one}\n`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  for (const one of served) await one.stop();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
