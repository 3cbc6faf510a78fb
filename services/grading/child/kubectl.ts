import { execa } from 'execa';
import type { KubectlOutcome } from '../../../graders/cluster-access.ts';

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

/**
 * Runs kubectl as the grader in the learner's namespace. A non-zero exit is an outcome; a program that cannot be
 * started or is too slow is an Error.
 */
export function createKubectl({ path, kubeconfigPath, namespace, folder }: KubectlSettings) {
  return async (args: readonly string[]): Promise<KubectlOutcome> => {
    const fixed = [`--kubeconfig=${kubeconfigPath}`, '--context=grader', `--namespace=${namespace}`];
    const result = await execa(path, [...fixed, `--cache-dir=${folder}/cache`, ...args], {
      reject: false,
      extendEnv: false,
      env: { HOME: folder, PATH: '/nonexistent' },
      cwd: folder,
      stdin: 'ignore',
      timeout: SECONDS * 1000,
      maxBuffer: OUTPUT_BYTES,
    });
    if (result.exitCode === undefined || result.timedOut)
      throw new Error(`kubectl ${args[0] ?? ''} did not come to an end: ${result.shortMessage ?? ''}`);
    return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr };
  };
}
