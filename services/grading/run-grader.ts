import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { CheckResult } from '../../graders/contract/check-result.ts';
import type { GraderEvent } from '../../graders/contract/grader-event.ts';
import { Failure, type FailureFacts } from '../domain/failure.ts';
import type { ChildRequest } from './child/child-request.ts';
import { readEvents } from './read-events.ts';

export interface GraderRun {
  request: ChildRequest;
  signal: AbortSignal;
  onEvent?: ((event: GraderEvent) => void) | undefined;
  /** Milliseconds beyond the time limit after which the process group is killed; 10 seconds unless told. */
  grace?: number;
}

export interface GraderOutcome {
  checks: CheckResult[];
  /** The end of what the process wrote to standard error: the errors behind checks with status `error`, for staff. */
  log: string;
}

const CHILD = fileURLToPath(new URL('./child/main.ts', import.meta.url));
/** Milliseconds until the first check must have started: loading takes seconds on a busy machine, and is not the grader's time. */
const START_UP_MS = 90_000;
/** Characters of standard error that are kept for staff. */
const STDERR_LENGTH = 16 * 1024;

/**
 * Runs a grader in a process group of its own with an environment that holds nothing of ours. Returns all check
 * results. Throws a Failure: `timeout` when the process outlived its limit, `cancelled` when the signal aborted,
 * `infrastructure` when the cluster could not be reached, `grader` for a crash or output that is no event.
 */
export async function runGrader({
  request,
  signal,
  onEvent,
  grace = 10_000,
}: GraderRun): Promise<GraderOutcome> {
  if (signal.aborted) throw cancelled();
  const child = startChild(request);
  const stderr = keepTail(child.stderr);
  const ended: { by?: 'timeout' | 'cancelled' } = {};
  const end = (by: 'timeout' | 'cancelled'): void => {
    ended.by ??= by;
    killGroup(child.pid);
  };
  const cancel = (): void => end('cancelled');
  const stopAfter = (milliseconds: number) => setTimeout(() => end('timeout'), milliseconds);
  let timer = stopAfter(START_UP_MS);
  let started = false;
  const heard = (event: GraderEvent): void => {
    if (!started) {
      started = true;
      clearTimeout(timer);
      timer = stopAfter(request.timeLimitSeconds * 1000 + grace);
    }
    onEvent?.(event);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const last = await readEvents(child.stdio[3], heard);
    if (last?.type === 'finished') return { checks: last.checks, log: stderr() };
    const { exitCode, signal: killedBy } = await child;
    const facts = { stderr: stderr(), exitCode: exitCode ?? null, signal: killedBy ?? null };
    throw unfinished(ended.by, last, request.timeLimitSeconds, facts);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    killGroup(child.pid);
    await child;
  }
}

function startChild(request: ChildRequest) {
  // Node's loader is named by its place: the working directory is neutral and has no node_modules.
  const args = ['--max-old-space-size=512', '--import', import.meta.resolve('tsx'), CHILD];
  return execa(process.execPath, args, {
    cwd: tmpdir(),
    extendEnv: false,
    env: { PATH: '/usr/bin:/bin', HOME: tmpdir() },
    detached: true,
    cleanup: true,
    reject: false,
    buffer: false,
    input: JSON.stringify(request),
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
}

function unfinished(
  endedBy: 'timeout' | 'cancelled' | undefined,
  last: Extract<GraderEvent, { type: 'crashed' }> | undefined,
  timeLimitSeconds: number,
  facts: FailureFacts,
): Failure {
  if (endedBy === 'cancelled') return cancelled();
  if (endedBy === 'timeout') {
    const message = `Expected the grader to end within ${timeLimitSeconds} s; it was killed. Look for a check that ignores the signal`;
    return new Failure('timeout', 'grader-timeout', message, { facts });
  }
  if (last !== undefined) return new Failure(last.fault, 'grader-crashed', last.error, { facts });
  const message =
    'Expected a last event from the grading process; it ended without. Standard error tells more';
  return new Failure('grader', 'grader-ended-early', message, { facts });
}

function cancelled(): Failure {
  return new Failure('cancelled', 'grading-cancelled', 'The grading was cancelled');
}

/** Reads a stream to its end and keeps the last part, so that a flood neither blocks the process nor fills memory. */
function keepTail(stream: Readable): () => string {
  let kept = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    kept = (kept + text).slice(-STDERR_LENGTH);
  });
  return () => kept;
}

/** The whole group: what the grader started must not outlive it. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}
