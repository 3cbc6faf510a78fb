import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import type { CheckResult } from '../../graders/contract/check-result.ts';
import type { GraderEvent } from '../../graders/contract/grader-event.ts';
import { Failure, type FailureFacts } from '../domain/failure.ts';
import type { ChildRequest } from './child/child-request.ts';
import type { Exercise } from '../exercise-catalogue/load-exercise.ts';
import { createGraderFolders, type GraderFolders } from './grader-folders.ts';
import { answerQuestions, type AnswerHostQuestion } from './answer-questions.ts';
import { readEvents, type LastEvent } from './read-events.ts';

export interface GraderRun {
  request: ChildRequest;
  signal: AbortSignal;
  onEvent?: ((event: GraderEvent) => void) | undefined;
  /** Does what the process asks of the worker; left out, every question is refused. A Failure goes back to the process. */
  answer?: AnswerHostQuestion | undefined;
  /** Milliseconds beyond the time limit after which the process group is killed; 10 seconds unless told. */
  grace?: number;
}

export interface GraderOutcome {
  checks: CheckResult[];
  /** The end of what the process wrote to standard error: the errors behind checks with status `error`, for staff. */
  log: string;
}

/** A grading process that has loaded its grader, or is about to, and waits for the one request it will serve. */
export interface StartedGrader {
  /**
   * Hands the request over, answers its questions and returns all check results. Throws a Failure: `timeout` when the process outlived its
   * limit, `cancelled` when the signal aborted, `infrastructure` when the cluster could not be reached, `grader`
   * for a crash or output that is no event. At most once.
   */
  run(run: GraderRun): Promise<GraderOutcome>;
  /** Ends the process, whether it ran or not. Never throws; more than once is fine. */
  discard(): Promise<void>;
}

export interface GraderStarterNeeds {
  /** Path of the program of an exercise's grading process. */
  pathFor(exercise: Exercise): Promise<string>;
  /** Where they work; made in the machine's folder for temporary files unless told. */
  folders?: GraderFolders;
}

/** Milliseconds until the first check must have started: loading takes seconds on a busy machine, and is not the grader's time. */
const START_UP_MS = 90_000;
/** Characters of standard error that are kept for staff. */
const STDERR_LENGTH = 16 * 1024;

/**
 * Starts graders, each in a process group of its own with an environment that holds nothing of ours. A process can be
 * started long before its request is known, while the cluster is still being made.
 */
export function createGraderStarter({ pathFor, folders = createGraderFolders() }: GraderStarterNeeds) {
  void folders.sweep();

  return function startGrader(exercise: Exercise): StartedGrader {
    const starting = pathFor(exercise).then((program) => startChild(program, folders.make()));
    void folders.sweep();
    // Said by `run`; a process that is discarded without one has nobody to tell.
    starting.catch(() => undefined);
    return {
      async run(run) {
        if (run.signal.aborted) throw cancelled();
        return converse(await starting, run);
      },
      discard: () =>
        starting.then(
          async ({ child, gone }) => {
            killGroup(child.pid);
            await gone;
          },
          () => undefined,
        ),
    };
  };
}

async function converse(
  { child, gone, stderr }: GraderChild,
  { request, signal, onEvent, answer, grace = 10_000 }: GraderRun,
): Promise<GraderOutcome> {
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
  const say = (line: unknown): void => void child.stdin.write(`${JSON.stringify(line)}\n`);
  const over = new AbortController();
  const desk = answerQuestions({ answer, reply: say, signal: AbortSignal.any([signal, over.signal]) });

  try {
    say(request);
    const last = await readEvents(child.stdio[3], { onEvent: heard, onQuestion: desk });
    if (last?.type === 'finished') return { checks: last.checks, log: stderr() };
    const { exitCode, signal: killedBy } = await child;
    const facts = { stderr: stderr(), exitCode: exitCode ?? null, signal: killedBy ?? null };
    throw unfinished(ended.by, last, request.timeLimitSeconds, facts);
  } finally {
    clearTimeout(timer);
    over.abort();
    signal.removeEventListener('abort', cancel);
    killGroup(child.pid);
    await gone;
  }
}

type GraderChild = ReturnType<typeof startChild>;

/** @param folder Its own; a process that is killed tidies nothing up. */
function startChild(program: string, folder: string) {
  const child = execa(process.execPath, ['--max-old-space-size=512', program], {
    cwd: folder,
    extendEnv: false,
    env: { PATH: '/usr/bin:/bin', HOME: folder, TMPDIR: folder },
    detached: true,
    cleanup: true,
    reject: false,
    buffer: false,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });

  // A process that died before its request came says so by ending; the broken pipe adds nothing.
  child.stdin.on('error', () => undefined);
  /** The process has ended and nothing of it is left. */
  const gone = child.then(() => rm(folder, { recursive: true, force: true }));
  return { child, gone, stderr: keepTail(child.stderr) };
}

function unfinished(
  endedBy: 'timeout' | 'cancelled' | undefined,
  last: Extract<LastEvent, { type: 'crashed' }> | undefined,
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
