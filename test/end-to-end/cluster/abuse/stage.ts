import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { clusterBridge, clusterHash } from '../../../../services/clusters/kind/cluster-hash.ts';
import { createCommandRunner } from '../../../../services/clusters/kind/engine/command-runner.ts';
import { firewallChains } from '../../../../services/clusters/kind/isolation/firewall-rules.ts';
import {
  engineFirewallTool,
  hostFirewallTool,
} from '../../../../services/clusters/kind/isolation/firewall-tools.ts';
import { localMachine } from '../../../../services/clusters/kind/isolation/local-machine.ts';
import { createNetworkIsolation } from '../../../../services/clusters/kind/isolation/network-isolation.ts';
import { DEFAULT_NODE_IMAGE } from '../../../../services/clusters/kind/node-image/node-image.ts';
import { createProgram } from '../../../../services/clusters/kind/engine/program.ts';
import { commandEnvironment } from '../../../../services/clusters/kind/engine/command-environment.ts';
import type { Cluster, Sandbox } from '../../../../services/domain/clusters/cluster.ts';
import { systemClock, TEST_ENVIRONMENT, TEST_NODE_IMAGE } from '../../../support/kind-engine.ts';
import { kindProvider } from '../../../support/kind-provider.ts';

/** One cluster with a submission, a neighbour beside it, and a machine and a network around it that it may not reach. */
export interface Stage {
  cluster: Cluster;
  /** Where abuse happens. */
  sandbox: Sandbox;
  /** Where floods happen: they use the quota up. */
  floodSpace: Sandbox;
  /** Someone else's, in the same cluster. */
  neighbour: Sandbox;
  /** Replacements for the words in braces in manifests. */
  words: Record<string, string>;
  /** Runs the cluster's kubectl as one identity of a sandbox. */
  kubectl(
    sandbox: Sandbox,
    context: 'learner' | 'grader',
    args: readonly string[],
  ): Promise<{ exitCode: number | undefined; text: string }>;
  /** Runs a shell script in the control plane's node and returns what it prints. */
  onNode(script: string): Promise<string>;
  /** Packets that a chain of this cluster's firewall has refused, by destination (`0.0.0.0/0` for any). */
  refused(chain: 'input' | 'forward'): Promise<Map<string, number>>;
  /** Answers of the machine's own service, over the network of the engine's other containers. */
  machineAnswers(): Promise<boolean>;
  /** Whether the neighbour's node answers the machine. */
  neighbourNodeAnswers(): Promise<boolean>;
  /** Removes everything; returns what is left all the same. */
  close(): Promise<string[]>;
}

const NEIGHBOUR_PORT = 8090;
const signal = new AbortController().signal;

export async function setStage(): Promise<Stage> {
  const prefix = `t${randomBytes(4).toString('hex')}`;
  const name = `${prefix}-single-01a`;
  const dataFolder = await mkdtemp(join(tmpdir(), 'saiten-abuse-'));
  const image = TEST_NODE_IMAGE ?? DEFAULT_NODE_IMAGE;
  const runner = createCommandRunner();
  const environment = commandEnvironment(TEST_ENVIRONMENT);
  const docker = createProgram('docker', runner, environment);
  const common = { dataFolder, clock: systemClock, runner, logger: { info() {}, warn() {} } };

  const isolation = createNetworkIsolation({
    ...common,
    policy: { mode: 'require', egress: 'public', allowed: [] },
    environment,
    docker,
    machine: localMachine(),
  });

  const provider = kindProvider({
    ...common,
    prefix,
    workerId: 'abuse',
    createTimeoutMs: 600_000,
    isolation,
  });

  const service = createServer((_, response) => response.end('machine\n')).listen(0, '0.0.0.0');
  await once(service, 'listening');
  const address = service.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a TCP port.');
  const { port } = address;
  const neighbourNetwork = `${prefix}-neighbour`;
  const run = async (...args: string[]) => (await execa('docker', args)).stdout.trim();

  const close = async (): Promise<string[]> => {
    service.close();
    await provider.destroy(name);
    await execa('docker', ['rm', '-f', '-v', neighbourNetwork], { reject: false });
    await execa('docker', ['network', 'rm', neighbourNetwork], { reject: false });

    const left = [
      ...(await run('ps', '-a', '--format', '{{.Names}}')).split('\n'),
      ...(await run('network', 'ls', '--format', '{{.Name}}')).split('\n'),
      ...(await readdir(join(dataFolder, 'clusters'))),
      ...(await tool('iptables', ['-S'])).stdout.split('\n'),
      ...(localMachine().hasIpv6() ? (await tool('ip6tables', ['-S'])).stdout.split('\n') : []),
    ].filter((line) => line.includes(prefix) || line.includes(clusterHash(name)));

    await rm(dataFolder, { recursive: true, force: true });
    return left;
  };

  const onHost = hostFirewallTool(runner, environment);
  const isOnHost = process.getuid?.() === 0 && localMachine().hasInterface('docker0');
  const tool = isOnHost ? onHost : engineFirewallTool(docker, image);

  try {
    // First the neighbour: its network is one like any cluster's.
    await run('network', 'create', neighbourNetwork);
    const proxy = ['proxy', '--address=0.0.0.0', `--port=${NEIGHBOUR_PORT}`];
    const cluster = await provider.create({ name, profile: 'single', tools: [], signal });

    await run(
      ...['run', '--detach', '--name', neighbourNetwork, '--network', neighbourNetwork],
      ...['--entrypoint', 'kubectl', image, ...proxy],
    );

    const addressOf = `{{(index .NetworkSettings.Networks "${neighbourNetwork}").IPAddress}}`;
    const neighbourAddress = await run('inspect', '--format', addressOf, neighbourNetwork);
    const open = () => cluster.openSandbox({ podSecurity: 'baseline', signal });
    const [sandbox, floodSpace, neighbour] = await Promise.all([open(), open(), open()]);
    const machine = machineAddresses(clusterBridge(name)).map((host) => `${host}:${port}`);

    return {
      cluster,
      sandbox,
      floodSpace,
      neighbour,
      words: {
        MACHINE: machine.join(' '),
        NEIGHBOUR: `${neighbourAddress}:${NEIGHBOUR_PORT}`,
        NEIGHBOUR_SPACE: neighbour.namespace,
        SPACE_GRADER: sandbox.graderNamespace,
      },
      async kubectl(of, context, args) {
        const kubeconfig = join(dataFolder, `${of.namespace}.kubeconfig`);
        await writeFile(kubeconfig, of.kubeconfig, { mode: 0o600 });

        const outcome = await execa(
          cluster.kubectlPath,
          ['--kubeconfig', kubeconfig, '--context', context, ...args],
          { reject: false, all: true },
        );

        return { exitCode: outcome.exitCode, text: outcome.all };
      },
      onNode: (script) => run('exec', `${name}-control-plane`, 'sh', '-c', script),
      async refused(chain) {
        const listed = await tool('iptables', ['-nvxL', firewallChains(clusterHash(name))[chain]]);
        return new Map(listed.stdout.split('\n').flatMap(dropCount));
      },
      async machineAnswers() {
        // A container on the engine's own bridge: nobody closes that.
        const reach = `exec 3<>/dev/tcp/$(ip route | sed -n 's/^default via \\([^ ]*\\).*/\\1/p')/${port}`;

        const outcome = await execa(
          'docker',
          ['run', '--rm', '--entrypoint', 'timeout', image, '5', 'bash', '-c', reach],
          { reject: false },
        );

        return outcome.exitCode === 0;
      },
      async neighbourNodeAnswers() {
        const outcome = await execa(
          'docker',
          [
            ...['run', '--rm', '--network', neighbourNetwork, '--entrypoint', 'timeout', image, '5'],
            ...['bash', '-c', `exec 3<>/dev/tcp/${neighbourAddress}/${NEIGHBOUR_PORT}`],
          ],
          { reject: false },
        );

        return outcome.exitCode === 0;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The gateway of the cluster's network first, then every other address of this machine. */
function machineAddresses(bridge: string): string[] {
  const interfaces = networkInterfaces();
  const names = [bridge, ...Object.keys(interfaces).filter((name) => name !== bridge)];
  return names
    .flatMap((name) => interfaces[name] ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
    .slice(0, 4);
}

/** `pkts bytes target prot opt in out source destination` */
function dropCount(line: string): [string, number][] {
  const [packets, , target, , , , , , destination] = line.trim().split(/\s+/);
  return target === 'REJECT' && destination !== undefined ? [[destination, Number(packets)]] : [];
}
