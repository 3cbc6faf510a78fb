import { execa } from 'execa';
import type { KubectlOutcome } from '../../../graders/cluster-access/cluster-access.ts';

export interface KubectlSettings {
  /** Absolute path of the program. */
  path: string;
  kubeconfigPath: string;
  namespace: string;
  /** An empty folder: home and working directory, so that no file of the host is in reach by accident. */
  folder: string;
}

const SECONDS = 30;
const OUTPUT_BYTES = 1024 * 1024;
/** Seconds of CPU time; a query takes a tenth of one. */
const CPU_SECONDS = 5;
/** KiB of memory that may be written to; a query takes less than 64 MiB. */
const DATA_KIB = 256 * 1024;

/** A learner's template runs in kubectl, and may build what it likes: the kernel ends what takes too much. */
const SCRIPT = `ulimit -c 0; ulimit -t ${CPU_SECONDS} && { ulimit -d ${DATA_KIB} 2>/dev/null || :; } && exec "$@"`;

/**
 * Runs kubectl as the grader in the learner's namespace, with limits of CPU time, memory and output. A non-zero exit is an
 * outcome, and so is a limit that it breaks; a program that cannot be started or is too slow by the clock is an Error.
 */
export function createKubectl({ path, kubeconfigPath, namespace, folder }: KubectlSettings) {
  return async (args: readonly string[]): Promise<KubectlOutcome> => {
    const fixed = [`--kubeconfig=${kubeconfigPath}`, '--context=grader', `--namespace=${namespace}`];
    const command = [path, ...fixed, `--cache-dir=${folder}/cache`, ...args];

    const result = await execa('/bin/sh', ['-c', SCRIPT, 'sh', ...command], {
      reject: false,
      extendEnv: false,
      env: { HOME: folder, PATH: '/nonexistent' },
      cwd: folder,
      stdin: 'ignore',
      timeout: SECONDS * 1000,
      killSignal: 'SIGTERM',
      maxBuffer: OUTPUT_BYTES,
    });

    const { stdout, stderr, timedOut, isMaxBuffer, signal, exitCode } = result;
    const exceeded = isMaxBuffer ? 'output' : limitOf({ timedOut, signal, exitCode, stderr });
    if (exceeded !== undefined) return { exitCode: exitCode ?? 1, stdout: '', stderr: '', exceeded };
    if (exitCode === undefined || timedOut)
      throw new Error(`kubectl ${args[0] ?? ''} did not come to an end: ${result.shortMessage ?? ''}`);
    return { exitCode, stdout, stderr };
  };
}

interface Ending {
  timedOut: boolean;
  signal?: string | undefined;
  exitCode?: number | undefined;
  stderr: string;
}

/** Go ends with code 2 where it gets no more memory, and hears nothing of CPU time until it is killed. */
function limitOf({ timedOut, signal, exitCode, stderr }: Ending): 'time' | 'memory' | undefined {
  if (timedOut) return undefined;
  if (signal === 'SIGKILL' || signal === 'SIGXCPU') return 'time';
  const isFatal = exitCode === 2 && /^(fatal error|runtime): /m.test(stderr.slice(0, 4000));
  return isFatal ? 'memory' : undefined;
}
