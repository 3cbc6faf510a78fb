import type {
  Command,
  CommandOutcome,
  CommandRunner,
} from '../../../services/clusters/kind/engine/command-runner.ts';

const SUCCESS: CommandOutcome = {
  exitCode: 0,
  stdout: '',
  stderr: '',
  notFound: false,
  timedOut: false,
  aborted: false,
  outputTooLarge: false,
};

/** A runner that answers by the start of the command line and records what it was asked. */
export function scriptedRunner(answers: Record<string, Partial<CommandOutcome>>): {
  run: CommandRunner;
  commands: Command[];
} {
  const commands: Command[] = [];
  return {
    commands,
    async run(command) {
      commands.push(command);
      const line = [command.program, ...command.args].join(' ');
      const match = Object.keys(answers).find((start) => line.startsWith(start));
      return { ...SUCCESS, ...(match === undefined ? {} : answers[match]) };
    },
  };
}
