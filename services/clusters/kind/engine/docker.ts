import Type from 'typebox';
import Value from 'typebox/value';
import { Failure } from '../../../domain/failure.ts';
import type { CommandOutcome } from './command-runner.ts';
import type { Program, ProgramCall } from './program.ts';
import { programOutput } from './program-output.ts';
import { publishedAddress } from '../nodes/published-address.ts';

const EngineInfo = Type.Object({
  ServerVersion: Type.String({ minLength: 1 }),
  CgroupVersion: Type.Enum(['1', '2']),
  OSType: Type.String(),
  NCPU: Type.Integer({ minimum: 1 }),
  MemTotal: Type.Integer({ minimum: 0 }),
  SecurityOptions: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()])),
});

export interface Engine {
  version: string;
  cgroupVersion: 1 | 2;
  /** `linux` or `windows`: what its containers are. */
  containers: string;
  rootless: boolean;
  cpus: number;
  memoryBytes: number;
}

/** A container or network as the engine lists it. */
export interface DockerObject {
  id: string;
  name: string;
  labels: Readonly<Record<string, string>>;
  createdAt: Date;
}

export interface ExecOptions extends ProgramCall {
  container: string;
  command: readonly string[];
}

export interface RunOnceOptions extends ProgramCall {
  image: string;
  network: string;
  /** Instead of the image's entry point. */
  command: readonly [string, ...string[]];
}

export interface ContainerLimits {
  memoryMiB: number;
  /** Undefined: all of the machine's. */
  cpus: number | undefined;
  pids: number;
}

export interface Docker {
  engine(signal?: AbortSignal): Promise<Engine>;
  /** The id of a local image, undefined when there is none of that name. */
  imageId(image: string, signal?: AbortSignal): Promise<string | undefined>;
  /** Makes an image from the text of a Dockerfile alone, or from a tar archive with a file of that name. */
  build(tag: string, context: string | Uint8Array, call: ProgramCall): Promise<CommandOutcome>;
  removeImage(image: string): Promise<void>;
  /** An outcome, not an error: only the caller can say what a missing image means. */
  pull(image: string, signal?: AbortSignal): Promise<CommandOutcome>;
  /** @param bridge Name of the interface it gets on the engine's machine. */
  createNetwork(
    name: string,
    labels: Readonly<Record<string, string>>,
    bridge: string,
    signal?: AbortSignal,
  ): Promise<void>;
  /** By name or id; already gone is fine. */
  removeNetwork(network: string): Promise<void>;
  /** Of containers in all states with that label, even of one that is still being made. */
  containerIds(label: string): Promise<string[]>;
  /** The same, described; one that is still being made has no description yet and is left out. */
  containers(label: string): Promise<DockerObject[]>;
  networks(label: string): Promise<DockerObject[]>;
  /** `host:port` at which the engine's machine passes a TCP port of a container on; undefined when it does not, or is not there. */
  publishedAddress(container: string, port: number, signal?: AbortSignal): Promise<string | undefined>;
  /** With their anonymous volumes; already gone is fine. */
  removeContainers(ids: readonly string[]): Promise<void>;
  /** Stops all their processes where they are; already paused is fine. */
  pause(ids: readonly string[]): Promise<void>;
  /** Lets them go on; not paused is fine. */
  unpause(ids: readonly string[]): Promise<void>;
  /** Limits what running containers may use; swap counts as memory. */
  limitContainers(ids: readonly string[], limits: ContainerLimits, signal?: AbortSignal): Promise<void>;
  exec(options: ExecOptions): Promise<CommandOutcome>;
  /** Runs one program of an image in a container that is removed when it ends. */
  runOnce(options: RunOnceOptions): Promise<CommandOutcome>;
  /** The same as root with all rights, without a network, with an empty volume at /var that takes what the image holds. */
  runPrivileged(
    image: string,
    command: readonly [string, ...string[]],
    call: ProgramCall,
  ): Promise<CommandOutcome>;
  /** Copies one file out of a container, following symbolic links. */
  copyOut(container: string, path: string, destination: string, signal?: AbortSignal): Promise<void>;
}

const SHORT = 30_000;
const PULL = 600_000;

/** The Docker command line as facts. Every method throws `engine-unreachable` when no engine answers. */
export function createDocker(program: Program): Docker {
  const answer = async (args: readonly string[], call: Partial<ProgramCall> = {}): Promise<string> => {
    const outcome = await program(args, { timeoutMs: SHORT, ...call });
    if (outcome.exitCode === 0) return outcome.stdout;
    throw dockerFailure(args, outcome);
  };

  const unless = async (expected: RegExp, args: readonly string[]): Promise<void> => {
    const outcome = await program(args, { timeoutMs: SHORT });
    if (outcome.exitCode !== 0 && !expected.test(outcome.stderr)) throw dockerFailure(args, outcome);
  };

  const unlessGone = (args: readonly string[]) => unless(/no such (container|network)|not found/i, args);

  const list = async (kind: 'container' | 'network', label: string): Promise<string[]> => {
    const all = kind === 'container' ? ['--all'] : [];
    const listed = await answer([kind, 'ls', ...all, '--quiet', '--no-trunc', '--filter', `label=${label}`]);
    return listed.split('\n').filter(Boolean);
  };

  const inspect = async <T extends Type.TSchema>(
    kind: 'container' | 'network',
    label: string,
    Schema: T,
  ): Promise<Type.Static<T>[]> => {
    const ids = await list(kind, label);
    if (ids.length === 0) return [];
    // One that vanished since makes the exit code 1 and leaves the others in the output.
    const { stdout } = await program([kind, 'inspect', ...ids], { timeoutMs: SHORT });
    return Value.Parse(Type.Array(Schema), JSON.parse(stdout || '[]'));
  };

  return {
    engine: async (signal) => parseEngineInfo(await answer(['info', '--format', '{{json .}}'], { signal })),
    async imageId(image, signal) {
      const args = ['image', 'inspect', '--format', '{{.Id}}', image];
      const outcome = await program(args, { timeoutMs: SHORT, signal });
      if (outcome.exitCode === 0) return outcome.stdout.trim();
      if (/no such image/i.test(outcome.stderr)) return undefined;
      throw dockerFailure(args, outcome);
    },
    pull: (image, signal) => program(['pull', '--quiet', image], { timeoutMs: PULL, signal }),
    build: (tag, context, call) =>
      program(['build', '--quiet', '--force-rm', '--tag', tag, '-'], {
        ...call,
        stdin: typeof context === 'string' ? new TextEncoder().encode(context) : context,
      }),
    removeImage: (image) => unless(/no such image/i, ['image', 'rm', image]),
    async createNetwork(name, labels, bridge, signal) {
      const flags = Object.entries(labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
      const driver = ['--driver', 'bridge', '--opt', `com.docker.network.bridge.name=${bridge}`];
      await answer(['network', 'create', ...driver, ...flags, name], { signal });
    },
    containerIds: (label) => list('container', label),
    removeNetwork: (network) => unlessGone(['network', 'rm', network]),
    async containers(label) {
      const found = await inspect('container', label, ContainerInspection);
      return found.map(({ Id, Name, Created, Config }) => ({
        id: Id,
        name: Name.replace(/^\//, ''),
        labels: Config.Labels ?? {},
        createdAt: new Date(Created),
      }));
    },
    async networks(label) {
      return (await inspect('network', label, NetworkInspection)).map(describeNetwork);
    },
    async publishedAddress(container, port, signal) {
      const args = ['container', 'inspect', '--format', '{{json .}}', container];
      const outcome = await program(args, { timeoutMs: SHORT, signal });
      if (outcome.exitCode === 0) return publishedAddress(outcome.stdout, port);
      if (/no such container/i.test(outcome.stderr)) return undefined;
      throw dockerFailure(args, outcome);
    },
    async removeContainers(ids) {
      if (ids.length > 0) await unlessGone(['rm', '--force', '--volumes', ...ids]);
    },
    pause: (ids) => unless(/already paused/i, ['pause', ...ids]),
    unpause: (ids) => unless(/not paused/i, ['unpause', ...ids]),
    async limitContainers(ids, { memoryMiB, cpus, pids }, signal) {
      const memory = `${memoryMiB}m`;
      const flags = ['--memory', memory, '--memory-swap', memory, '--pids-limit', String(pids)];
      const cores = cpus === undefined ? [] : ['--cpus', String(cpus)];
      await answer(['update', ...flags, ...cores, ...ids], { signal });
    },
    runOnce({ image, network, command: [entry, ...args], ...call }) {
      const flags = ['--rm', '--network', network, '--pull', 'never', '--entrypoint', entry];
      return program(['run', ...flags, image, ...args], call);
    },
    runPrivileged(image, [entry, ...args], call) {
      const flags = ['--rm', '--privileged', '--network', 'none', '--volume', '/var', '--pull', 'never'];
      return program(['run', ...flags, '--entrypoint', entry, image, ...args], call);
    },
    exec({ container, command, ...call }) {
      const interactive = call.stdin === undefined ? [] : ['--interactive'];
      return program(['exec', ...interactive, container, ...command], call);
    },
    async copyOut(container, path, destination, signal) {
      await answer(['cp', '--follow-link', `${container}:${path}`, destination], { signal });
    },
  };
}

const Labels = Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]);

const ContainerInspection = Type.Object({
  Id: Type.String(),
  Name: Type.String(),
  Created: Type.String(),
  Config: Type.Object({ Labels }),
});

/** A network as the engine tells of it, listed or inspected. */
export const NetworkInspection = Type.Object({
  Id: Type.String(),
  Name: Type.String(),
  Created: Type.String(),
  Labels,
});

export function describeNetwork(found: Type.Static<typeof NetworkInspection>): DockerObject {
  const { Id, Name, Created, Labels } = found;
  return { id: Id, name: Name, labels: Labels ?? {}, createdAt: new Date(Created) };
}

/** What an engine tells of itself, as JSON; throws `engine-unreachable` when it lacks what an engine that runs has. */
export function parseEngineInfo(text: string): Engine {
  try {
    const info = Value.Parse(EngineInfo, JSON.parse(text));
    return {
      version: info.ServerVersion,
      cgroupVersion: info.CgroupVersion === '1' ? 1 : 2,
      containers: info.OSType,
      rootless: (info.SecurityOptions ?? []).some((option) => option.includes('name=rootless')),
      cpus: info.NCPU,
      memoryBytes: info.MemTotal,
    };
  } catch (cause) {
    throw new Failure(
      'infrastructure',
      'engine-unreachable',
      'Expected "docker info" to describe a running engine, found an answer without its version or cgroup ' +
        'version. Run "docker info" and start the engine.',
      { cause },
    );
  }
}

function dockerFailure(args: readonly string[], outcome: CommandOutcome): Failure {
  const said = programOutput(outcome);
  const facts = { command: `docker ${args[0]} ${args[1] ?? ''}`.trim(), exitCode: outcome.exitCode ?? null };
  // The client ends with 1 whether the engine is away or has refused: only its words tell the two apart.
  if (/cannot connect to the docker daemon|error during connect|permission denied while/i.test(said))
    return new Failure(
      'infrastructure',
      'engine-unreachable',
      `Expected a Docker engine that answers, found: ${said}. Start it ("systemctl start docker", or Docker ` +
        'Desktop), check DOCKER_HOST and that this user may use it.',
      { facts },
    );
  return new Failure(
    'infrastructure',
    outcome.timedOut ? 'docker-timeout' : 'docker-failed',
    `Expected "${facts.command}" to succeed, found: ${said}. Check the engine with "docker info".`,
    { facts },
  );
}
