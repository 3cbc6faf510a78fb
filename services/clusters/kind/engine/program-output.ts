import type { CommandOutcome } from './command-runner.ts';

/** The end of what a program said, short enough for a failure's message; standard error wins. */
export function programOutput({ stdout, stderr, exitCode, timedOut }: CommandOutcome): string {
  const text = (stderr.trim() || stdout.trim()).slice(-1500).trim();
  if (text !== '') return text;
  return timedOut ? 'no output before the time limit' : `no output, exit code ${exitCode ?? 'none'}`;
}
