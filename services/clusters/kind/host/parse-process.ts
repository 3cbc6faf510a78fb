import type { ObservedProcess } from '../../../../graders/contract/host/observe-container.ts';

/** What the script printed of one process, as the kernel writes it. */
export interface RawProcess {
  /** Number on the node. */
  pid: number;
  /** `/proc/<pid>/stat` before and after the rest was read. */
  before: string;
  after: string;
  status: string;
  executable: string;
  workingFolder: string;
  arguments: string[];
  environment: string[];
}

export interface ClockFacts {
  /** Milliseconds since the epoch. */
  now: number;
  /** Seconds since the machine started. */
  uptime: number;
  ticksPerSecond: number;
}

/** Fields of `stat` behind the name, which may hold anything (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html). */
const START_TIME = 19;

/** Processes as a container sees them; one that ended, or another with its number, is left out. */
export function parseProcesses(found: readonly RawProcess[], clock: ClockFacts): ObservedProcess[] {
  const whole = found.filter(
    ({ before, after, status }) =>
      startOf(before) !== undefined && startOf(before) === startOf(after) && status !== '',
  );

  const inside = new Map(whole.map(({ pid, status }) => [pid, innerPid(status)]));
  return whole.map(({ before, status, executable, workingFolder, ...process }) => {
    const [, uid = 0] = numbers(status, 'Uid');
    const [, gid = 0] = numbers(status, 'Gid');
    const [parent = 0] = numbers(status, 'PPid');
    const ticks = startOf(before) ?? 0;
    return {
      pid: innerPid(status),
      parent: inside.get(parent) ?? 0,
      arguments: process.arguments,
      environment: parseEnvironment(process.environment),
      ...{ uid, gid, groups: numbers(status, 'Groups') },
      startedAt: Math.round(clock.now - (clock.uptime - ticks / clock.ticksPerSecond) * 1000),
      executable,
      workingFolder,
    };
  });
}

/** `NAME=value` texts as a record; of a name that stands twice the first counts, as it does for `getenv`. */
export function parseEnvironment(entries: readonly string[]): Record<string, string> {
  const pairs = entries.flatMap((entry) => {
    const at = entry.indexOf('=');
    return at < 1 ? [] : [[entry.slice(0, at), entry.slice(at + 1)] as const];
  });

  return Object.fromEntries(pairs.toReversed());
}

function startOf(stat: string): number | undefined {
  const field = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME];
  return field === undefined ? undefined : Number(field);
}

/** Its number in the innermost pid namespace. */
function innerPid(status: string): number {
  return numbers(status, 'NSpid').at(-1) ?? 1;
}

function numbers(status: string, field: string): number[] {
  const line = new RegExp(`^${field}:(.*)$`, 'm').exec(status)?.[1] ?? '';
  return line.split(/\s+/).filter(Boolean).map(Number);
}
