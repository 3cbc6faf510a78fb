import { readFile } from 'node:fs/promises';
import { Failure } from '../../../domain/failure.ts';
import type { Docker } from '../engine/docker.ts';
import { programOutput } from '../engine/program-output.ts';

/** The scripts that run in nodes; each says at its head what it takes and prints. */
export type ScriptName =
  'end-container' | 'observe-container' | 'read-file' | 'read-log' | 'read-volume-file';

export const scriptText = (name: ScriptName): Promise<string> =>
  readFile(new URL(`./scripts/${name}.sh`, import.meta.url), 'utf8');

export interface NodeScriptCall {
  docker: Pick<Docker, 'exec'>;
  /** Container of the node. */
  container: string;
  script: ScriptName;
  args: readonly string[];
  /** Seconds it may take. */
  seconds: number;
  /** Bytes it may print. */
  outputLimit: number;
  signal: AbortSignal;
}

/**
 * Runs one of our scripts with the bash of a node, and with nothing of the environment that the node's image brings. Returns
 * what it printed. Throws a Failure (`infrastructure`, `node-look-failed`) when it did not come to its end.
 */
export async function runNodeScript(call: NodeScriptCall): Promise<string> {
  const { docker, container, script, args, seconds, outputLimit, signal } = call;

  const outcome = await docker.exec({
    container,
    command: [
      ...['/usr/bin/env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL=C'],
      // The engine ends nothing in a container when who asked has gone.
      ...['timeout', '-k', '1', String(seconds), 'bash', '-c', await scriptText(script), script],
      ...args,
    ],
    timeoutMs: (seconds + 10) * 1000,
    outputLimit,
    signal,
  });

  if (outcome.exitCode === 0 && !outcome.outputTooLarge) return outcome.stdout;
  const found = outcome.outputTooLarge ? `more than ${outputLimit} bytes` : programOutput(outcome);
  throw new Failure(
    'infrastructure',
    'node-look-failed',
    `Expected the script ${script} to end in the node ${container} within ${seconds} s, found: ${found}. The node image ` +
      'must hold bash, coreutils, grep and sed.',
    { facts: { container, script, exitCode: outcome.exitCode ?? null } },
  );
}
