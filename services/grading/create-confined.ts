import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { Failure } from '../domain/failure.ts';
import type { GraderFolders } from './grader-folders.ts';

/** What came of a program that worked on bytes of a learner. */
export type ConfinedOutcome =
  | { answer: unknown }
  /** It used more than its limits, or broke; `at` is what it said last that it was busy with. */
  | { exceeded: 'time' | 'memory' | 'output' | 'broken'; at: string; said: string };

export interface ConfinedNeeds {
  /** Path of the program. */
  program: () => Promise<string>;
  folders: Pick<GraderFolders, 'make'>;
  limits?: Partial<ConfinedLimits>;
}

export interface ConfinedLimits {
  /** Seconds of CPU time, starting included; a busy machine takes nothing away from it. */
  cpuSeconds: number;
  /** MiB of the heap. */
  heapMib: number;
  /** Milliseconds by the clock after which the machine is to blame. */
  wallMs: number;
  /** Bytes of the answer. */
  answerBytes: number;
}

const LIMITS: ConfinedLimits = {
  cpuSeconds: 8,
  heapMib: 256,
  wallMs: 180_000,
  answerBytes: 16 * 1024 * 1024,
};

/**
 * The limits are the kernel's: the program may be deep in a loop that listens to nobody. At the soft limit it is ended with
 * a signal of its own. `-d` is for memory beside the heap, where the system knows it.
 */
const SCRIPT = `
ulimit -c 0
ulimit -d 1572864 2>/dev/null || :
ulimit -S -t "$1" && ulimit -H -t "$2" || exit 70
shift 2
exec "$@"
`;

/**
 * Runs a program of ours that reads a learner's bytes in a process of its own: one request in, one answer out, with limits
 * of CPU time, memory and output, and nothing of ours in its environment. Whatever the bytes are, this process goes on.
 * Throws a Failure: `cancelled` when the signal aborted, `infrastructure` when the process could not be started or the
 * machine gave it no time.
 */
export function createConfined({ program, folders, limits }: ConfinedNeeds) {
  const { cpuSeconds, heapMib, wallMs, answerBytes } = { ...LIMITS, ...limits };

  return async function runConfined(request: unknown, signal: AbortSignal): Promise<ConfinedOutcome> {
    const path = await program();
    if (signal.aborted) throw cancelled();
    const folder = folders.make();

    const child = execa(
      'sh',
      [
        ...['-c', SCRIPT, 'sh', String(cpuSeconds), String(cpuSeconds + 2)],
        ...[process.execPath, `--max-old-space-size=${heapMib}`, path],
      ],
      {
        cwd: folder,
        extendEnv: false,
        env: { PATH: '/usr/bin:/bin', HOME: folder, TMPDIR: folder },
        reject: false,
        buffer: false,
        cancelSignal: signal,
        timeout: wallMs,
        forceKillAfterDelay: false,
        killSignal: 'SIGKILL',
        stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      },
    );

    // A process that died before it read everything says so by ending.
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify(request));
    const said = tailOf(child.stderr);
    const heard = hear(child.stdio[3], answerBytes, () => child.kill('SIGKILL'));

    try {
      const [{ at, answer, isTooLong }, end] = await Promise.all([heard, child]);
      if (answer !== undefined) return { answer: JSON.parse(answer) as unknown };
      if (end.isCanceled) throw cancelled();
      if (end.timedOut || at === undefined) throw unavailable(end.timedOut, said(), end.exitCode);
      return { exceeded: isTooLong ? 'output' : reasonOf(end, said()), at, said: said() };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** What a confined program says, one JSON document a line: what it is busy with, then the answer. */
interface Heard {
  at: string | undefined;
  answer: string | undefined;
  /** It was not read to its end. */
  isTooLong: boolean;
}

const BUSY = 'busy ';
const ANSWER = 'answer ';

async function hear(stream: Readable, mostBytes: number, tooMuch: () => void): Promise<Heard> {
  const heard: Heard = { at: undefined, answer: undefined, isTooLong: false };
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  let bytes = 0;

  const take = (line: string): void => {
    if (line.startsWith(BUSY)) heard.at = line.slice(BUSY.length);
    if (line.startsWith(ANSWER)) heard.answer = line.slice(ANSWER.length);
  };

  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    // What it is busy with may come in one piece with the flood.
    const within = chunk.subarray(0, mostBytes - bytes);
    bytes += chunk.byteLength;
    const lines = decoder.decode(within, { stream: true }).split('\n');
    const last = lines.pop() ?? '';

    for (const line of lines) {
      take(pieces.join('') + line);
      pieces = [];
    }

    pieces.push(last);

    if (bytes > mostBytes) {
      tooMuch();
      return { ...heard, answer: undefined, isTooLong: true };
    }
  }

  return heard;
}

function reasonOf(
  { signal, exitCode }: { signal?: string; exitCode?: number },
  said: string,
): 'time' | 'memory' | 'broken' {
  if (signal === 'SIGXCPU' || signal === 'SIGKILL') return 'time';
  if (signal === 'SIGABRT' || exitCode === 134 || /out of memory|Cannot allocate/i.test(said))
    return 'memory';
  return 'broken';
}

/** Characters of standard error that are kept for staff. */
const SAID = 4 * 1024;

function tailOf(stream: Readable): () => string {
  let kept = '';

  stream.setEncoding('utf8').on('data', (text: string) => {
    kept = (kept + text).slice(-SAID);
  });

  return () => kept;
}

function cancelled(): Failure {
  return new Failure('cancelled', 'grading-cancelled', 'The grading was cancelled');
}

function unavailable(timedOut: boolean, said: string, exitCode: number | undefined): Failure {
  return new Failure(
    'infrastructure',
    'reader-unavailable',
    timedOut
      ? 'Expected the machine to read a submission in time; it gave the process hardly any. Look for what else it runs'
      : 'Expected the process that reads submissions to start. Standard error tells more',
    { facts: { stderr: said, exitCode: exitCode ?? null } },
  );
}
