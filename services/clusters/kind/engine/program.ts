import { Failure } from '../../../domain/failure.ts';
import type { Command, CommandOutcome, CommandRunner } from './command-runner.ts';

export interface ProgramCall {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  stdin?: Uint8Array;
  outputLimit?: number;
  /** Added to the program's environment. */
  environment?: Readonly<Record<string, string>>;
}

/** One installed program: takes arguments, gives facts. */
export type Program = (args: readonly string[], call: ProgramCall) => Promise<CommandOutcome>;

const HOW_TO_INSTALL = {
  docker: 'Install Docker Engine 20.10 or newer (https://docs.docker.com/engine/install/)',
  kind: 'Install kind (https://kind.sigs.k8s.io/docs/user/quick-start/#installation)',
};

/**
 * Binds a program to its runner and environment. An outcome comes back whatever the exit code; what is nobody's
 * answer is thrown: `docker-missing` or `kind-missing` when it is not installed, the fault `cancelled` when the
 * signal aborted.
 */
export function createProgram(
  name: keyof typeof HOW_TO_INSTALL,
  runner: CommandRunner,
  environment: Readonly<Record<string, string>>,
): Program {
  return async (args, { environment: added, ...call }) => {
    const command: Command = { program: name, args, environment: { ...environment, ...added }, ...call };
    const outcome = await runner(command);
    if (outcome.aborted)
      throw new Failure('cancelled', 'cluster-work-cancelled', `${name} ${args[0]} was cancelled.`);
    if (outcome.notFound)
      throw new Failure(
        'infrastructure',
        `${name}-missing`,
        `Expected the program "${name}" in PATH (${environment['PATH'] ?? 'not set'}), found none that can be run. ` +
          `${HOW_TO_INSTALL[name]} on this machine.`,
      );
    return outcome;
  };
}
