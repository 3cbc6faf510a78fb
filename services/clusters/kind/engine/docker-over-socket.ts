import Type from 'typebox';
import Value from 'typebox/value';
import { Failure } from '../../../domain/failure.ts';
import { runAll } from '../../run-all.ts';
import type { CommandOutcome } from './command-runner.ts';
import {
  describeNetwork,
  NetworkInspection,
  parseEngineInfo,
  type Docker,
  type DockerObject,
  type ExecOptions,
} from './docker.ts';
import { acceptedAnswer, askEngine, engineRefusal } from './engine-answer.ts';
import type { EngineRequest, EngineSocket } from './engine-socket.ts';
import { execFrames } from './exec-frames.ts';
import { publishedAddress } from '../nodes/published-address.ts';

const ListedContainer = Type.Object({
  Id: Type.String(),
  Names: Type.Union([Type.Array(Type.String()), Type.Null()]),
  /** Seconds since 1970. */
  Created: Type.Number(),
  Labels: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]),
});

const WithId = Type.Object({ Id: Type.String({ minLength: 1 }) });
const EndedExec = Type.Object({ ExitCode: Type.Union([Type.Integer(), Type.Null()]) });

const MEBIBYTE = 1024 * 1024;
const NANO = 1e9;

/**
 * The same Docker, but what is asked for all the time goes to the engine's socket where there is one: starting the command
 * line costs more of the processor than all that it then does. What the socket makes no cheaper stays with the command line.
 */
export function dockerOverSocket(
  commandLine: Docker,
  findSocket: () => Promise<EngineSocket | undefined>,
): Docker {
  const either =
    <Args extends unknown[], Answer>(
      viaSocket: (socket: EngineSocket, ...args: Args) => Promise<Answer>,
      otherwise: (...args: Args) => Promise<Answer>,
    ) =>
    async (...args: Args): Promise<Answer> => {
      const socket = await findSocket();
      return socket === undefined ? otherwise(...args) : viaSocket(socket, ...args);
    };

  return {
    ...commandLine,
    engine: either(
      async (socket, signal) => parseEngineInfo(await askEngine(socket, get('/info', signal))),
      commandLine.engine,
    ),
    imageId: either(async (socket, image, signal) => {
      const request = get(`/images/${encodeURIComponent(image)}/json`, signal);
      const answer = await socket.ask(request);
      return answer.status === 404 ? undefined : parse(WithId, acceptedAnswer(request, answer)).Id;
    }, commandLine.imageId),
    createNetwork: either(async (socket, name, labels, bridge, signal) => {
      const Options = { 'com.docker.network.bridge.name': bridge };
      const body = { Name: name, Driver: 'bridge', CheckDuplicate: true, Options, Labels: labels };
      await askEngine(socket, { method: 'POST', path: '/networks/create', body, signal });
    }, commandLine.createNetwork),
    removeNetwork: either(
      (socket, network) => unless(socket, [404], remove(`/networks/${encodeURIComponent(network)}`)),
      commandLine.removeNetwork,
    ),
    containerIds: either(
      async (socket, label) => (await containers(socket, label)).map(({ id }) => id),
      commandLine.containerIds,
    ),
    containers: either(containers, commandLine.containers),
    networks: either(async (socket, label) => {
      const listed = await askEngine(socket, get(`/networks?${labelled(label)}`));
      return parse(Type.Array(NetworkInspection), listed).map(describeNetwork);
    }, commandLine.networks),
    publishedAddress: either(async (socket, container, port, signal) => {
      const request = get(`/containers/${container}/json`, signal);
      const answer = await socket.ask(request);
      return answer.status === 404 ? undefined : publishedAddress(acceptedAnswer(request, answer), port);
    }, commandLine.publishedAddress),
    removeContainers: either(async (socket, ids) => {
      await runAll(ids, (id) => unless(socket, [404], remove(`/containers/${id}?force=true&v=true`)));
    }, commandLine.removeContainers),
    pause: either(async (socket, ids) => {
      await runAll(ids, (id) => unless(socket, /already paused/i, post(`/containers/${id}/pause`)));
    }, commandLine.pause),
    unpause: either(async (socket, ids) => {
      await runAll(ids, (id) => unless(socket, /not paused/i, post(`/containers/${id}/unpause`)));
    }, commandLine.unpause),
    limitContainers: either(async (socket, ids, { memoryMiB, cpus, pids }, signal) => {
      const Memory = memoryMiB * MEBIBYTE;
      const NanoCpus = cpus === undefined ? {} : { NanoCpus: Math.round(cpus * NANO) };
      const body = { Memory, MemorySwap: Memory, PidsLimit: pids, ...NanoCpus };
      await runAll(ids, (id) => askEngine(socket, { ...post(`/containers/${id}/update`), body, signal }));
    }, commandLine.limitContainers),
    exec: either(
      (socket, options) => (options.stdin === undefined ? exec(socket, options) : commandLine.exec(options)),
      commandLine.exec,
    ),
  };
}

/** Runs a program in a container to its end. As with the command line, one that cannot start is an outcome. */
async function exec(
  socket: EngineSocket,
  { container, command, timeoutMs, signal, outputLimit = MEBIBYTE, environment }: ExecOptions,
): Promise<CommandOutcome> {
  const outputs = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  let length = 0;

  const outcome = (exitCode: number | undefined, more: Partial<CommandOutcome> = {}): CommandOutcome => ({
    exitCode,
    stdout: Buffer.concat(outputs.stdout).subarray(0, outputLimit).toString('utf8'),
    stderr: Buffer.concat(outputs.stderr).toString('utf8'),
    ...{ notFound: false, timedOut: false, aborted: false, outputTooLarge: length > outputLimit },
    ...more,
  });

  const Env = Object.entries(environment ?? {}).map(([name, value]) => `${name}=${value}`);

  const made = await socket.ask({
    ...post(`/containers/${container}/exec`),
    body: { AttachStdout: true, AttachStderr: true, Cmd: command, Env },
    signal,
  });

  if (made.status !== 201) return outcome(1, { stderr: engineRefusal(made.text) });
  const { Id } = parse(WithId, made.text);
  const frames = execFrames();
  const start = { ...post(`/exec/${Id}/start`), body: { Detach: false, Tty: false }, timeoutMs, signal };

  try {
    await socket.stream(start, (part) => {
      for (const [output, bytes] of frames(part)) {
        outputs[output].push(bytes);
        length += bytes.length;
      }

      return length <= outputLimit;
    });
  } catch (error) {
    if (error instanceof Failure && error.code === 'docker-timeout')
      return outcome(undefined, { timedOut: true });
    throw error;
  }

  if (length > outputLimit) return outcome(undefined);
  return outcome(
    parse(EndedExec, await askEngine(socket, get(`/exec/${Id}/json`, signal))).ExitCode ?? undefined,
  );
}

async function containers(socket: EngineSocket, label: string): Promise<DockerObject[]> {
  const listed = await askEngine(socket, get(`/containers/json?all=true&${labelled(label)}`));
  return parse(Type.Array(ListedContainer), listed).map(({ Id, Names, Created, Labels }) => ({
    id: Id,
    name: (Names?.[0] ?? '').replace(/^\//, ''),
    labels: Labels ?? {},
    createdAt: new Date(Created * 1000),
  }));
}

const get = (path: string, signal?: AbortSignal): EngineRequest => ({ method: 'GET', path, signal });
const post = (path: string): EngineRequest => ({ method: 'POST', path });
const remove = (path: string): EngineRequest => ({ method: 'DELETE', path });

function labelled(label: string): string {
  return `filters=${encodeURIComponent(JSON.stringify({ label: [label] }))}`;
}

/** Does it, and takes one kind of refusal, by status or by words, for done. */
async function unless(
  socket: EngineSocket,
  fine: readonly number[] | RegExp,
  request: EngineRequest,
): Promise<void> {
  const answer = await socket.ask(request);
  const { status, text } = answer;
  const isFine = fine instanceof RegExp ? status >= 400 && fine.test(text) : fine.includes(status);
  if (!isFine) acceptedAnswer(request, answer);
}

function parse<Schema extends Type.TSchema>(schema: Schema, text: string): Type.Static<Schema> {
  return Value.Parse(schema, JSON.parse(text));
}
