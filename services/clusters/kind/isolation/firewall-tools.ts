import type { CommandRunner } from '../engine/command-runner.ts';
import type { FirewallTool } from './firewall.ts';
import type { Program } from '../engine/program.ts';

const SECONDS_10 = 10_000;
const SECONDS_60 = 60_000;

/** The packet filter of the machine this process runs on; needs root, or CAP_NET_ADMIN. */
export function hostFirewallTool(
  runner: CommandRunner,
  environment: Readonly<Record<string, string>>,
): FirewallTool {
  return (program, args, stdin) =>
    runner({ program, args, environment, timeoutMs: SECONDS_10, ...(stdin && { stdin }) });
}

/**
 * The packet filter of the engine's machine, from a container in its network that has the right to change it and no
 * other. For a user without root, a worker in a container and an engine elsewhere: who may use an engine may do this.
 *
 * @param image A node image; every one holds iptables.
 */
export function engineFirewallTool(docker: Program, image: string): FirewallTool {
  return (program, args, stdin) =>
    docker(
      [
        'run',
        '--rm',
        '--interactive',
        '--network=host',
        '--cap-drop=ALL',
        '--cap-add=NET_ADMIN',
        '--cap-add=NET_RAW',
        '--security-opt=no-new-privileges',
        '--label=saiten.tool=firewall',
        `--entrypoint=${program}`,
        image,
        ...args,
      ],
      { timeoutMs: SECONDS_60, stdin: stdin ?? new Uint8Array() },
    );
}
