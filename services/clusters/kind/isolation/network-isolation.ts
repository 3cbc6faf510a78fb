import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Type from 'typebox';
import Value from 'typebox/value';
import { Failure } from '../../../domain/failure.ts';
import type { Logger } from '../../../observability/logger.ts';
import { clusterFolder } from '../cluster-folder.ts';
import { bridgeOfHash, clusterHash } from '../cluster-hash.ts';
import type { CommandRunner } from '../engine/command-runner.ts';
import { createFirewall, type Firewall } from './firewall.ts';
import type { AddressFamily, Reach } from './firewall-rules.ts';
import { engineFirewallTool, hostFirewallTool } from './firewall-tools.ts';
import type { Program } from '../engine/program.ts';

/** How clusters are kept from everything around them. */
export interface IsolationPolicy extends Pick<Reach, 'egress' | 'allowed'> {
  /** `require`: no cluster without; `try`: say so in the log and go on; `off`: no rules. */
  mode: 'require' | 'try' | 'off';
}

export interface NetworkIsolationOptions {
  policy: IsolationPolicy;
  dataFolder: string;
  runner: CommandRunner;
  /** For the firewall's programs. */
  environment: Readonly<Record<string, string>>;
  docker: Program;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** What this machine is like. */
  machine: {
    hasInterface(name: string): boolean;
    hasIpv6(): boolean;
    /** IPv4 addresses of its resolvers. */
    resolvers(): Promise<string[]>;
  };
}

export interface NetworkIsolation {
  /**
   * Closes the network of a cluster; it exists. Can be called again and changes nothing then. Throws a Failure
   * (`configuration`, `network-isolation-missing`) where it is required and cannot be had.
   */
  close(cluster: string, nodeImage: string): Promise<void>;
  /** Removes the rules of a cluster; nothing to remove is fine. */
  release(cluster: string): Promise<void>;
  /** Removes the rules of networks that are gone from this machine. */
  sweep(): Promise<void>;
}

/** Which packet filter holds the rules of a cluster; lies in its folder for whoever removes it. */
const Holder = Type.Union([
  Type.Object({ filter: Type.Literal('host') }),
  Type.Object({ filter: Type.Literal('engine'), image: Type.String({ minLength: 1 }) }),
]);

type Holder = Type.Static<typeof Holder>;
const FILE = 'firewall.json';

/** The firewall rules around clusters: set when the network is made, removed with it. */
export function createNetworkIsolation(options: NetworkIsolationOptions): NetworkIsolation {
  const { policy, dataFolder, machine, logger } = options;
  const families: AddressFamily[] = machine.hasIpv6() ? [4, 6] : [4];
  const host = createFirewall(hostFirewallTool(options.runner, options.environment), families);

  const firewallOf = (holder: Holder): Firewall =>
    holder.filter === 'host'
      ? host
      : createFirewall(engineFirewallTool(options.docker, holder.image), families);

  const fileOf = (cluster: string) => join(clusterFolder(dataFolder, cluster).path, FILE);
  let warned = false;

  const missing = (reasons: readonly string[]): void => {
    const words =
      `Expected firewall rules that keep clusters from this machine, its networks and each other, found: ` +
      `${reasons.join(' ')} Run the worker as root on the engine's machine with iptables installed, or see ` +
      'docs/security.md, "Network"; SAITEN_NETWORK_ISOLATION=try goes on without.';

    if (policy.mode === 'require')
      throw new Failure('configuration', 'network-isolation-missing', words, {
        facts: { reasons: reasons.join(' ') },
      });
    if (warned) return;
    warned = true;
    logger.warn({ reasons }, `clusters are not isolated from the network. ${words}`);
  };

  return {
    async close(cluster, nodeImage) {
      if (policy.mode === 'off') return;
      const mark = clusterHash(cluster);
      const reach: Reach = { ...policy, resolvers: await machine.resolvers() };
      const holders: Holder[] = [{ filter: 'host' }, { filter: 'engine', image: nodeImage }];
      const reasons: string[] = [];

      for (const holder of holders) {
        if (holder.filter === 'host' && !machine.hasInterface(bridgeOfHash(mark))) {
          reasons.push("The engine's networks are not on this machine.");
          continue;
        }

        await mkdir(clusterFolder(dataFolder, cluster).path, { recursive: true, mode: 0o700 });
        // Before the rules: whoever removes the cluster must know of rules that were set halfway.
        await writeFile(fileOf(cluster), JSON.stringify(holder));

        try {
          return await firewallOf(holder).close(mark, reach);
        } catch (error) {
          reasons.push(error instanceof Error ? error.message : String(error));
        }
      }

      missing(reasons);
    },
    async release(cluster) {
      const holder = await holderIn(fileOf(cluster));
      if (holder === undefined) return;

      try {
        await firewallOf(holder).open(clusterHash(cluster));
      } catch (error) {
        // Where rules could not be set, there are none to remove; rules left over match no interface any more.
        logger.info({ cluster, error }, 'firewall rules could not be removed');
      }
    },
    async sweep() {
      if (policy.mode === 'off') return;
      const marks = await host.marks().catch(() => []);
      for (const mark of marks) if (!machine.hasInterface(bridgeOfHash(mark))) await host.open(mark);
    },
  };
}

async function holderIn(file: string): Promise<Holder | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;

  try {
    const value: unknown = JSON.parse(text);
    return Value.Check(Holder, value) ? value : undefined;
  } catch {
    return undefined;
  }
}
