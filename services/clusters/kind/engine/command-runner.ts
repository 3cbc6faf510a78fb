import { execa } from 'execa';

export interface Command {
  /** Name looked up in PATH, or a path. */
  program: string;
  args: readonly string[];
  /** The whole environment of the program. */
  environment: Readonly<Record<string, string>>;
  stdin?: Uint8Array;
  /** Milliseconds after which the whole process group is killed. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** Characters of standard output that are kept; 1 MiB unless told. More ends the program. */
  outputLimit?: number;
}

/** Facts of a finished program. Nothing is thrown: the caller knows what an exit code means. */
export interface CommandOutcome {
  /** Undefined when the program did not start or was killed. */
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
  notFound: boolean;
  timedOut: boolean;
  aborted: boolean;
  outputTooLarge: boolean;
}

/** Runs one program to its end. A parameter everywhere, so that tests decide what programs answer. */
export type CommandRunner = (command: Command) => Promise<CommandOutcome>;

const OUTPUT_LIMIT = 1024 * 1024;
/** Milliseconds a process group has to end by itself after SIGTERM. */
const GRACE = 500;

/**
 * Makes the runner that starts real programs: arguments without a shell, nothing of this process's environment,
 * a process group of their own. kind starts docker programs; killing kind alone would leave those at work.
 */
export function createCommandRunner(): CommandRunner {
  return async ({ program, args, environment, stdin, timeoutMs, signal, outputLimit = OUTPUT_LIMIT }) => {
    const child = execa(program, args, {
      env: environment,
      extendEnv: false,
      detached: true,
      reject: false,
      stripFinalNewline: false,
      maxBuffer: outputLimit,
      // The group is killed below; execa would only kill its leader.
      cleanup: true,
      ...(stdin === undefined ? { stdin: 'ignore' as const } : { input: stdin }),
    });

    const stop = { timedOut: false, aborted: false };

    const kill = (reason: keyof typeof stop) => {
      if (stop.timedOut || stop.aborted) return;
      stop[reason] = true;
      endGroup(child.pid);
    };

    const timer = setTimeout(() => kill('timedOut'), timeoutMs);
    const onAbort = () => kill('aborted');
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();

    try {
      const result = await child;
      if (result.isMaxBuffer) endGroup(child.pid);
      return {
        exitCode: result.exitCode,
        stdout: result.stdout,
        stderr: result.stderr,
        notFound: result.code === 'ENOENT' || result.code === 'EACCES',
        outputTooLarge: result.isMaxBuffer,
        ...stop,
      };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  };
}

/** SIGTERM to the whole group, SIGKILL to what is left of it. */
function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  signalGroup(leader, 'SIGTERM');
  setTimeout(() => signalGroup(leader, 'SIGKILL'), GRACE);
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // ESRCH: the group has ended.
  }
}
