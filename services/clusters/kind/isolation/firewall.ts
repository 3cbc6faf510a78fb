import { bridgeOfHash } from '../cluster-hash.ts';
import type { CommandOutcome } from '../engine/command-runner.ts';
import { firewallChains, firewallRules, type AddressFamily, type Reach } from './firewall-rules.ts';
import { programOutput } from '../engine/program-output.ts';

export type FirewallProgram = 'iptables' | 'iptables-restore' | 'ip6tables' | 'ip6tables-restore';

/** Runs one of the programs where the engine's networks are. */
export type FirewallTool = (
  program: FirewallProgram,
  args: readonly string[],
  stdin?: Uint8Array,
) => Promise<CommandOutcome>;

export interface Firewall {
  /** Brings the rules of a cluster into force; nothing changes where they stand already. */
  close(mark: string, reach: Reach): Promise<void>;
  /** Takes the rules of a cluster away; already gone is fine. */
  open(mark: string): Promise<void>;
  /** Marks of all clusters that have rules. */
  marks(): Promise<string[]>;
}

/** Seconds to wait for another program that changes rules. */
const WAIT = ['--wait', '10'];
const MARK = /^-N SAITEN-FW-([0-9a-f]{11})$/;

/**
 * The packet filter of the machine with the engine's networks, through iptables: it is what Docker itself uses, and
 * where Docker uses nftables, a rule that refuses is final there too. Every change is one transaction. Throws an Error
 * with what the program said when it cannot be used.
 */
export function createFirewall(tool: FirewallTool, families: readonly AddressFamily[]): Firewall {
  const list = async (family: AddressFamily): Promise<string[]> => {
    const program = family === 4 ? 'iptables' : 'ip6tables';
    const outcome = await tool(program, [...WAIT, '-S']);
    if (outcome.exitCode !== 0) throw new Error(`${program} said: ${programOutput(outcome)}`);
    return outcome.stdout.split('\n').map((line) => line.trim());
  };

  const change = async (family: AddressFamily, lines: readonly string[]): Promise<void> => {
    const program = family === 4 ? 'iptables-restore' : 'ip6tables-restore';
    const text = ['*filter', ...lines, 'COMMIT', ''].join('\n');
    const outcome = await tool(program, ['--noflush', ...WAIT], new TextEncoder().encode(text));
    if (outcome.exitCode !== 0) throw new Error(`${program} said: ${programOutput(outcome)}`);
  };

  return {
    async close(mark, reach) {
      await Promise.all(
        families.map(async (family) => {
          const listed = await list(family);
          const { input, forward, bridge } = firewallRules(mark, family, reach);
          // Docker keeps what stands in DOCKER-USER and puts its own rules behind it.
          const passing = listed.includes('-N DOCKER-USER') ? 'DOCKER-USER' : 'FORWARD';

          const entries = [
            `INPUT -i ${bridge} -j ${input.chain}`,
            `${passing} -i ${bridge} -j ${forward.chain}`,
          ];

          const isComplete = [input, forward].every(
            ({ chain, rules }) =>
              listed.filter((line) => line.startsWith(`-A ${chain} `)).length === rules.length,
          );

          if (isComplete && entries.every((entry) => listed.includes(`-A ${entry}`))) return;

          await change(family, [
            // Declaring a chain makes it, or empties it.
            ...[input, forward].map(({ chain }) => `:${chain} - [0:0]`),
            ...[input, forward].flatMap(({ chain, rules }) => rules.map((rule) => `-A ${chain} ${rule}`)),
            ...entriesOf(listed, mark).map((entry) => `-D ${entry}`),
            ...entries.map((entry) => `-I ${entry.replace(' ', ' 1 ')}`),
          ]);
        }),
      );
    },
    async open(mark) {
      await Promise.all(
        families.map(async (family) => {
          const listed = await list(family);

          const chains = Object.values(firewallChains(mark)).filter((chain) =>
            listed.includes(`-N ${chain}`),
          );

          if (chains.length === 0) return;

          await change(family, [
            ...entriesOf(listed, mark).map((entry) => `-D ${entry}`),
            ...chains.map((chain) => `-F ${chain}`),
            ...chains.map((chain) => `-X ${chain}`),
          ]);
        }),
      );
    },
    async marks() {
      const listed = await Promise.all(families.map(list));
      return [...new Set(listed.flat().flatMap((line) => MARK.exec(line)?.[1] ?? []))];
    },
  };
}

/** The rules of other chains that lead into those of the cluster, without their `-A`. */
function entriesOf(listed: readonly string[], mark: string): string[] {
  const bridge = bridgeOfHash(mark);
  return listed
    .filter((line) => line.startsWith('-A ') && !line.startsWith('-A SAITEN-'))
    .filter((line) => line.includes(` -i ${bridge} `) && line.includes(' -j SAITEN-'))
    .map((line) => line.slice('-A '.length));
}
