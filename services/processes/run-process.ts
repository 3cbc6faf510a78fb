import { Failure } from '../domain/failure.ts';
import type { Health } from '../observability/health.ts';
import { onInterruption } from './on-interruption.ts';

/** Something that runs until it is stopped. */
export interface RunningProcess {
  health: Health;
  stop(): Promise<void>;
}

/** Milliseconds an orderly stop may take before the process ends anyway; what it held is taken over by others. */
const STOP_MS = 30_000;

/**
 * Keeps a process running until SIGINT or SIGTERM, then stops it in order; the second signal ends it at once. An expected
 * failure at the start is told in its own words, with exit code 2 for settings and 1 for the rest.
 */
export async function runProcess(start: () => Promise<Pick<RunningProcess, 'stop'>>): Promise<void> {
  try {
    const running = await start();
    await stopSignal();
    const emergency = setTimeout(() => process.exit(1), STOP_MS);
    emergency.unref();
    await running.stop();
  } catch (error) {
    tellFailure(error);
  }
}

/** Says what went wrong on standard error and sets the exit code. */
export function tellFailure(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`saiten: ${error.message}\n`);
  process.exitCode = error.fault === 'configuration' ? 2 : 1;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => void onInterruption(resolve));
}
