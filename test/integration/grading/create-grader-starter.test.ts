import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Failure } from '../../../services/domain/failure.ts';
import type { ChildRequest } from '../../../services/grading/child/child-request.ts';
import { createGraderBundles } from '../../../services/exercise-catalogue/create-grader-bundles.ts';
import { createGraderStarter, type GraderRun } from '../../../services/grading/create-grader-starter.ts';
import { loadExercise } from '../../../services/exercise-catalogue/load-exercise.ts';
import { startFakeApiServer, type FakeApiServer } from './fake-api-server.ts';

const exercise = await loadExercise(fileURLToPath(new URL('./exercises/99-tiny', import.meta.url)));
const folder = await mkdtemp(join(tmpdir(), 'saiten-graders-'));
afterAll(() => rm(folder, { recursive: true }));
const startGrader = createGraderStarter(createGraderBundles({ folder, now: Date.now }));

let server: FakeApiServer;

beforeEach(async () => {
  server = await startFakeApiServer();
});

afterEach(() => server.close());

function request(colour: string, extra = ''): ChildRequest {
  const manifest = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: paint}\ndata: {colour: ${colour}}\n${extra}`;
  return {
    definition: exercise.definition,
    files: { 'app.yaml': manifest },
    rendered: {},
    kubeconfig: server.kubeconfig,
    namespace: 'exercise-x',
    graderNamespace: 'grader-x',
    nonce: 'abcdef12',
    kubernetesVersion: 'v1.36.3',
    kubectlPath: '/bin/true',
    timeLimitSeconds: 60,
  };
}

const run = (wanted: ChildRequest, signal = new AbortController().signal, grace = 10_000) =>
  runGrader({ request: wanted, signal, grace });

const runGrader = (wanted: GraderRun) => startGrader(exercise).run(wanted);

const observationOf = (argument: string) => ({
  running: true,
  started: { arguments: [argument], environment: {} },
  processes: [
    {
      ...{ pid: 1, parent: 0, arguments: [], environment: {}, uid: 0, gid: 0, groups: [] },
      ...{ startedAt: 0, executable: '/x', workingFolder: '/' },
    },
  ],
  truncated: false,
  mounts: [],
  files: [],
});

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );

  if (!(error instanceof Failure)) throw new Error(`expected a Failure, found ${String(error)}`);
  return error;
}

describe('a grader in its own process', () => {
  it('passes what is right and tells of every step', async () => {
    const events: string[] = [];

    const { checks } = await runGrader({
      request: request('blue'),
      signal: new AbortController().signal,
      onEvent: ({ type }) => events.push(type),
    });

    expect(checks.map(({ id, status, earned }) => [id, status, earned])).toEqual([
      ['applied', 'pass', 40],
      ['colour', 'pass', 40],
      ['after-colour', 'pass', 20],
    ]);

    expect(events).toEqual([
      ...Array.from({ length: 3 }, () => ['check-started', 'check-finished']).flat(),
      'finished',
    ]);
  });

  it('fails what is wrong and blocks what needs it', async () => {
    const { checks } = await run(request('red'));
    expect(checks.map(({ status }) => status)).toEqual(['pass', 'fail', 'blocked']);
    expect(checks[1]?.findings[0]?.message).toMatchObject({ id: 'wrong-colour', params: { colour: 'red' } });
    expect(checks[2]?.blockedBy).toBe('colour');
  });

  it('leads a typing error that the API server found back to its line', async () => {
    const { checks } = await run(request('blue', 'colour: blue\n'));
    expect(checks.map(({ status }) => status)).toEqual(['fail', 'blocked', 'blocked']);

    expect(checks[0]?.findings[0]).toMatchObject({
      message: { id: 'apply-unknown-field', params: { field: 'colour' } },
      position: { file: 'app.yaml', line: 5 },
    });
  });

  it('reports a grader that throws as an error of the grader, without points lost to the learner', async () => {
    const { checks } = await run(request('throws'));
    expect(checks[1]).toMatchObject({ status: 'error', fault: 'grader', earned: 0 });
    expect(checks[2]).toMatchObject({ status: 'blocked', blockedBy: 'colour' });
  });

  it('blames the infrastructure when the API server does not answer', async () => {
    server.fail();
    const { checks } = await run(request('blue'));
    expect(checks[0]).toMatchObject({ status: 'error', fault: 'infrastructure' });
  });

  it.each(['hangs', 'hangs-politely'])('ends a check that %s at the time limit', async (colour) => {
    const { checks } = await run({ ...request(colour), timeLimitSeconds: 10 }, undefined, 60_000);
    expect(checks.map(({ status }) => status)).toEqual(['pass', 'fail', 'blocked']);
    expect(checks[1]?.findings.map(({ message }) => message.id)).toEqual(['time-limit']);
  });

  it('kills a process that blocks beyond its limit', async () => {
    const failure = await failureOf(run({ ...request('blocks'), timeLimitSeconds: 8 }, undefined, 500));
    expect(failure).toMatchObject({ fault: 'timeout', code: 'grader-timeout' });
  });

  it.each([
    ['floods-events', 'grader-output-invalid'],
    ['writes-nonsense', 'grader-output-invalid'],
    ['exits', 'grader-ended-early'],
    ['is-killed', 'grader-ended-early'],
  ])('calls a process that %s the grader’s fault', async (colour, code) => {
    expect(await failureOf(run(request(colour)))).toMatchObject({ fault: 'grader', code });
  });

  it('survives a flood on standard error', async () => {
    const { checks } = await run(request('floods-stderr'));
    expect(checks[1]?.status).toBe('fail');
  });

  it('stops when the run is cancelled', async () => {
    const controller = new AbortController();

    const work = runGrader({
      request: request('hangs'),
      signal: controller.signal,
      onEvent: ({ type }) => type === 'check-finished' && controller.abort(),
    });

    expect(await failureOf(work)).toMatchObject({ fault: 'cancelled' });
  });

  it('leads an error of the grader back to the line of its source', async () => {
    const { log } = await run(request('throws'));
    expect(log).toMatch(/misbehave\.ts:\d+/);
  });

  it('ends a process that never got its request', async () => {
    const grader = startGrader(exercise);
    await grader.discard();

    expect(
      await failureOf(grader.run({ request: request('blue'), signal: AbortSignal.timeout(60_000) })),
    ).toMatchObject({ code: 'grader-ended-early' });
  });

  it.each(['blue', 'is-killed'])('leaves no file of a process that ends (%s)', async (colour) => {
    const temporary = await mkdtemp(join(folder, 'temporary-'));
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    await run(request(colour)).catch(() => undefined);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('answers what the process asks, each question with its own answer whatever it holds', async () => {
    const atOnce = { now: 0, most: 0 };

    const { checks } = await runGrader({
      request: request('asks'),
      signal: new AbortController().signal,
      async answer({ operation, request: asked }) {
        atOnce.most = Math.max(atOnce.most, ++atOnce.now);
        await new Promise((resolve) => setImmediate(resolve));
        atOnce.now -= 1;
        const [path = ''] = (asked as { files: string[] }).files;
        return observationOf(`${operation}${path}\n\r\u2028\u0000\ufffd"`);
      },
    });

    const found = JSON.parse(String(checks[1]?.findings[0]?.message.params['colour'])) as string[];

    expect(found).toEqual(
      Array.from({ length: 20 }, (_, i) => `observe-container/${i}\n\r\u2028\u0000\ufffd"`),
    );

    expect(atOnce.most).toBe(4);
  });

  it.each([
    [new Failure('grader', 'host-foreign-node', 'a node of another'), 'grader'],
    [new Failure('infrastructure', 'node-look-failed', 'the node is away'), 'infrastructure'],
    [new Failure('learner', 'kustomize-failed', 'no answer says that'), 'infrastructure'],
    [new Error('anything else'), 'infrastructure'],
  ])('makes a question that fails with %s an error of ours: %s', async (reason, fault) => {
    const { checks, log } = await runGrader({
      request: request('asks-and-fails'),
      signal: new AbortController().signal,
      answer: () => Promise.reject(reason),
    });

    expect(checks[1]).toMatchObject({ status: 'error', fault, earned: 0 });
    expect(log).toContain(reason.message);
  });

  it('refuses questions where nobody answers, and says so', async () => {
    const { checks, log } = await run(request('asks-and-fails'));
    expect(checks[1]).toMatchObject({ status: 'error', fault: 'grader' });
    expect(log).toContain('Nobody is there who could do observe-container');
  });

  it('does not take an answer of another form', async () => {
    const answer = () => Promise.resolve({ running: true });
    const signal = new AbortController().signal;
    const { checks } = await runGrader({ request: request('asks-and-fails'), signal, answer });
    expect(checks[1]).toMatchObject({ status: 'error' });
  });

  it('gives up on a question when the run is cancelled', async () => {
    const controller = new AbortController();
    const given: AbortSignal[] = [];

    const work = runGrader({
      request: request('asks-and-fails'),
      signal: controller.signal,
      answer(_, signal) {
        given.push(signal);
        controller.abort();
        return new Promise(() => undefined);
      },
    });

    expect(await failureOf(work)).toMatchObject({ fault: 'cancelled' });
    expect(given[0]?.aborted).toBe(true);
  });

  it('gives the process nothing of our environment', async () => {
    const { checks } = await run(request('shows-environment'));
    expect(checks[1]?.findings[0]?.message.params).toEqual({ colour: 'HOME PATH TMPDIR' });
  });
});
