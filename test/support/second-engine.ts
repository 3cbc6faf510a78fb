import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { DEFAULT_NODE_IMAGE } from '../../services/clusters/kind/node-image/node-image.ts';
import { kindEngine, TEST_ENVIRONMENT, TEST_NODE_IMAGE } from './kind-engine.ts';
import { waitUntil } from './wait-until.ts';

/** A Docker engine of a test's own, which may be stopped and filled without harm to anybody else's containers. */
export interface SecondEngine {
  /** How programs find it. */
  environment: Readonly<Record<string, string | undefined>>;
  /** Where it keeps everything. */
  dataRoot: string;
  /** Runs its docker command line; returns the lines that were printed. */
  docker(...args: string[]): Promise<string[]>;
  start(): Promise<void>;
  /** In good order, as a service manager does; what runs in it is stopped. */
  stop(): Promise<void>;
  /** Stops it and removes all that it had. */
  close(): Promise<void>;
}

const IMAGE = TEST_NODE_IMAGE ?? DEFAULT_NODE_IMAGE;

/** Why no second engine can be had here, said aloud so that a skipped test explains itself; undefined where one can. */
export async function whyNoSecondEngine(): Promise<string | undefined> {
  const reason = await missing();
  if (reason !== undefined)
    process.stderr.write(`Tests on a Docker engine of their own are skipped. ${reason}\n`);
  return reason;
}

async function missing(): Promise<string | undefined> {
  if (!(await kindEngine()).available) return 'There is no engine to copy the node image from.';
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'It takes root on Linux to start one.';
  for (const program of ['dockerd', 'ip', 'mount'])
    if ((await execa(program, ['--version'], { reject: false })).code === 'ENOENT')
      return `The program ${program} is missing.`;
  const image = await execa('docker', ['image', 'inspect', IMAGE], { reject: false });
  return image.exitCode === 0 ? undefined : `The engine does not have the image ${IMAGE}.`;
}

/**
 * Starts an engine beside the machine's own and gives it the node image. It shares nothing with the other one but the kernel:
 * it has a bridge of its own and sets no packet filter rules.
 *
 * @param sizeMiB Keeps its data in memory, on a file system of this size.
 */
export async function startSecondEngine({ sizeMiB }: { sizeMiB?: number } = {}): Promise<SecondEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'saiten-engine-'));
  const dataRoot = join(folder, 'data');
  const socket = `unix://${join(folder, 'engine.sock')}`;
  const environment = { ...TEST_ENVIRONMENT, DOCKER_HOST: socket };
  const bridge = `te-${randomBytes(4).toString('hex')}`;
  // Nobody else's network may lie there: chosen by chance out of a range for tests (RFC 2544).
  const subnet = `198.18.${randomBytes(1)[0] ?? 0}`;
  const log = join(folder, 'log');
  let daemon: ReturnType<typeof run> | undefined;

  const run = () =>
    execa(
      'dockerd',
      [
        ...['--config-file', join(folder, 'daemon.json'), '--host', socket],
        ...['--data-root', dataRoot, '--exec-root', join(folder, 'run'), '--pidfile', join(folder, 'pid')],
        // A containerd that the machine's own engine uses too is told the two apart.
        ...['--containerd-namespace', bridge, '--containerd-plugins-namespace', `${bridge}-plugins`],
        // No address pools: with them a second start takes the bridge of the machine's own engine away
        // (https://github.com/moby/moby/blob/20.10/daemon/daemon_unix.go, removeDefaultBridgeInterface).
        ...['--bridge', bridge, '--iptables=false', '--ip6tables=false', '--ip-forward=false'],
      ],
      {
        reject: false,
        forceKillAfterDelay: false,
        buffer: false,
        stdin: 'ignore',
        stdout: 'ignore',
        stderr: { file: log },
      },
    );

  const docker = async (...args: string[]) => {
    const { stdout } = await execa('docker', args, { env: { DOCKER_HOST: socket } });
    return stdout.split('\n').filter(Boolean);
  };

  const engine: SecondEngine = {
    environment,
    dataRoot,
    docker,
    async start() {
      daemon = run();
      const running = daemon;

      await waitUntil(async () => {
        if (running.exitCode !== null)
          throw new Error(`dockerd ended: ${(await readFile(log, 'utf8')).slice(-1000)}`);
        return docker('info').then(
          () => true,
          () => false,
        );
      });
    },
    async stop() {
      daemon?.kill('SIGTERM');
      await daemon;
    },
    async close() {
      const containers = await docker('ps', '--all', '--quiet').catch(() => []);
      if (containers.length > 0) await docker('rm', '--force', '--volumes', ...containers);
      const networks = await docker('network', 'ls', '--quiet', '--filter', 'type=custom').catch(() => []);
      if (networks.length > 0) await docker('network', 'rm', ...networks);
      await engine.stop();
      if (sizeMiB !== undefined) await execa('umount', ['--lazy', dataRoot], { reject: false });
      await execa('ip', ['link', 'delete', bridge], { reject: false });
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };

  try {
    await mkdir(dataRoot);
    if (sizeMiB !== undefined)
      await execa('mount', ['-t', 'tmpfs', '-o', `size=${sizeMiB}m`, 'tmpfs', dataRoot]);
    await writeFile(join(folder, 'daemon.json'), JSON.stringify(await runtimes()));
    await execa('ip', ['link', 'add', bridge, 'type', 'bridge']);
    await execa('ip', ['address', 'add', `${subnet}.1/24`, 'dev', bridge]);
    await execa('ip', ['link', 'set', bridge, 'up']);
    await engine.start();
    const env = { DOCKER_HOST: socket };
    await execa('docker', ['save', IMAGE], { buffer: false }).pipe('docker', ['load'], { env });
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Containers run as on the machine's own engine, where another runtime than the usual one may be needed. */
async function runtimes(): Promise<object> {
  const { stdout } = await execa('docker', ['info', '--format', '{{json .}}']);
  const info = JSON.parse(stdout) as { DefaultRuntime: string; Runtimes: Record<string, { path: string }> };
  const { DefaultRuntime: name, Runtimes: known } = info;
  const path = known[name]?.path;
  if (name === 'runc' || path === undefined) return {};
  return { 'default-runtime': name, runtimes: { [name]: { path } } };
}
