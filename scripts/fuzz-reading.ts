// Sends made-up files through everything that meets a learner's bytes: reading, comment, check run and terminal, evidence.
// Fails when the event loop of this process stands for a second, when memory grows, or when something throws.
// Usage: npm run fuzz-reading -- [SECONDS] [SEED]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { boundedFindings } from '../graders/core/bounded-findings.ts';
import { createFindingComposer } from '../graders/core/compose-finding.ts';
import type { Finding } from '../graders/contract/finding.ts';
import { loadKitMessages } from '../graders/core/load-messages.ts';
import { createRandom } from '../graders/core/random.ts';
import { createConfined } from '../services/grading/create-confined.ts';
import { createGraderBundles } from '../services/exercise-catalogue/create-grader-bundles.ts';
import { createSubmissionReader } from '../services/grading/create-submission-reader.ts';
import { createGraderFolders } from '../services/grading/grader-folders.ts';
import { loadExercise } from '../services/exercise-catalogue/load-exercise.ts';
import { renderCheckRun } from '../services/report/check-run.ts';
import { renderComment } from '../services/report/comment.ts';
import { renderTerminal } from '../services/report/terminal.ts';
import { createEvidenceComposing } from '../services/worker/evidence/compose-in-process.ts';
import { buildCheck, buildReport } from '../test/support/builders/grading-report.ts';
import { hostileText, pick } from './fuzz/hostile-text.ts';
import { watchStalls } from './fuzz/watch-stalls.ts';

const seconds = Number(process.argv[2] ?? 60);
const seed = process.argv[3] ?? String(Date.now());
const MOST_STALL_MS = 1000;
const MOST_GROWTH_MIB = 150;

const compose = createFindingComposer([loadKitMessages()]);
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const say = (line: string) => void process.stdout.write(`${line}\n`);
const folder = await mkdtemp(join(tmpdir(), 'saiten-fuzz-'));
const programs = createGraderBundles({ folder, now: Date.now });
const folders = createGraderFolders(undefined, folder);
const slow: string[] = [];
let current = '';
let slowest = { what: 'nothing', round: '', milliseconds: 0 };

const readFiles = createSubmissionReader({
  runConfined: createConfined({
    program: () => programs.programFor('reading', path('../services/grading/child/serve-reading.ts')),
    folders,
  }),
  onExceeded: ({ exceeded, at, said }) =>
    slow.push(`${current}: ${exceeded} at ${at} ${said.trim().split('\n').at(-1) ?? ''}`),
});

const composeEvidence = createEvidenceComposing(
  createConfined({
    program: () => programs.programFor('evidence', path('../services/worker/evidence/serve-evidence.ts')),
    folders,
  }),
);

const exercise = await loadExercise(path('../exercises/01-objects-and-kubectl'));
const { signal } = new AbortController();

async function once(round: string): Promise<void> {
  const random = createRandom(round);
  const names = exercise.definition.submission.files.map((file) => file.path);
  const files = new Map(names.map((name) => [name, Buffer.from(hostileText(random))]));
  const rendered = new Map(random() < 0.2 ? [['', hostileText(random)]] : []);
  const { problems } = await readFiles({ exercise, files, rendered, compose, signal });
  const text = hostileText(random);
  await setImmediate();
  await show(problems, findingOf(text, names));
  await setImmediate();

  const secrets = Array.from({ length: Math.floor(random() * 120) }, () =>
    hostileText(random).slice(0, 2000),
  );

  const logs = Array.from({ length: 4 }, () => ({
    text: pick(random, [...secrets, 'a'])
      .repeat(2000)
      .slice(0, 60_000),
  }));

  const read = (...items: unknown[]) => ({ items, isComplete: true });

  const material = {
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, bytes.toString('base64')])),
    ...{ timings: [], events: read(), audit: read(), secrets },
    ...{ logs: read(...logs), objects: read({ kind: 'ConfigMap', data: { [text.slice(0, 200)]: text } }) },
  };

  for (const { kind, missing } of await composeEvidence(material, signal))
    if (missing?.startsWith('Reading')) slow.push(`${round}: evidence ${kind}`);
}

function findingOf(text: string, names: readonly string[]): Finding {
  return compose(
    'duplicate-object',
    { kind: text, name: text.slice(1), file: names[0] ?? '', line: 1 },
    {
      expected: text,
      found: text,
      position: { file: text.slice(0, 300), line: 3 },
      evidence: Array.from({ length: 8 }, () => ({ kind: 'logs' as const, source: text, text })),
    },
  );
}

/** All that a learner or staff may see of it, as large as a grading process lets it become. */
async function show(problems: readonly Finding[], finding: Finding): Promise<void> {
  const findings = timed('bounding', () => boundedFindings(Array.from({ length: 50 }, () => finding)));
  const failed = buildCheck({ status: 'fail', findings });

  for (const report of [buildReport({ problems }), buildReport({ checks: [failed, failed, failed] })]) {
    const view = {
      exercise: report.exercise,
      folder: 'work/02',
      progress: { state: 'finished' as const, report },
      attempts: [],
    };

    const pullRequest = { number: 7, headSha: 'a'.repeat(40), authorLogin: 'sato' };

    const renderings = {
      comment: () =>
        renderComment({ marker: 'fuzz/7', pullRequest, languages: ['ja', 'en'], submissions: [view] }),
      'check run': () => renderCheckRun(view, { languages: ['ja', 'en'], notGraded: 'neutral' }),
      terminal: () => renderTerminal(report, { colour: true, languages: ['ja', 'en'], width: 100 }),
    };

    for (const [what, render] of Object.entries(renderings)) {
      timed(what, () => JSON.stringify(render()));
      await setImmediate();
    }
  }
}

/** Does one piece of work and keeps the time of the slowest, so that a stall has a name. */
function timed<Result>(what: string, work: () => Result): Result {
  const { user, system } = process.cpuUsage();
  const result = work();
  const used = process.cpuUsage({ user, system });
  const milliseconds = Math.round((used.user + used.system) / 1000);
  if (milliseconds > slowest.milliseconds) slowest = { what, round: current, milliseconds };
  return result;
}

const stalls = watchStalls();
const until = Date.now() + seconds * 1000;
let rounds = 0;
let settled: number | undefined;
const slowestWork = () => `slowest: ${slowest.what} of ${slowest.round}, ${slowest.milliseconds} ms`;
const mib = () => Math.round(process.memoryUsage().rss / 1024 / 1024);

try {
  for (; Date.now() < until; rounds++) {
    current = `${seed}/${rounds}`;
    await once(current);
    if (rounds === 20) settled = mib();
    if (rounds % 100 === 99)
      say(`${rounds + 1} rounds, ${Math.round(stalls.worst())} ms, ${mib()} MiB, ${slowestWork()}`);
  }
} catch (error) {
  say(`seed ${current} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exitCode = 1;
}

stalls.stop();
await rm(folder, { recursive: true, force: true });
const grown = mib() - (settled ?? mib());
say(`${rounds} rounds from seed ${seed}; ${slow.length} refused at the limits of time and memory`);
for (const line of slow.slice(0, 20)) say(`  ${line}`);

say(
  `worst stall ${Math.round(stalls.worst())} ms (${Math.round(stalls.worstByClock())} ms by the clock), grown by ${grown} MiB`,
);

if (stalls.worst() >= MOST_STALL_MS || grown > MOST_GROWTH_MIB) process.exitCode = 1;
