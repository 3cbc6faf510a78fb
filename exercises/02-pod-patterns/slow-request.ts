import { eventually } from '../../graders/eventually.ts';
import type { GraderContext } from '../../graders/grader-context.ts';
import { readProbe, SEND_REQUEST, type ProbeResult } from '../../graders/traffic/probe-result.ts';
import type { Prober } from '../../graders/traffic/start-prober.ts';
import type { Pod } from './app-pods.ts';

export type SlowAnswer = ProbeResult & {
  /** How long the request took. */
  seconds: number;
};

export interface SlowRequest {
  /** When the server was seen to work on it, in milliseconds of the prober's clock. */
  runsAt: number;
  /** How it ended. */
  answer(): Promise<SlowAnswer>;
}

/**
 * Sends the request in the background of the prober, asks the server until it runs the command, and prints the
 * uptime: one call, so that as little as possible of the eight seconds is gone when the pod is deleted.
 */
const START = `
url=$1 asks=$2 journal=$3 seconds=30
(
  read -r sent idle </proc/uptime
  printed=$(${SEND_REQUEST})
  read -r ended idle </proc/uptime
  echo "$sent $ended $printed" >"$journal.part"
  mv "$journal.part" "$journal"
) >/dev/null 2>&1 </dev/null &
until timeout 3 wget -q -O - "$asks" 2>/dev/null | grep -q running || [ -e "$journal" ]; do sleep 0.1; done
read -r now idle </proc/uptime
echo "$now"
`;

/** The server answers 200 whatever becomes of a command, and not every build of its image has pgrep. */
const RUNNING = 'grep -qx sleep /proc/[0-9]*/comm && echo running';

/** Sends a pod the request that takes 8 seconds and returns once its server works on it. */
export async function startSlowRequest(
  context: GraderContext,
  prober: Prober,
  { status }: Pod,
): Promise<SlowRequest> {
  const shell = (command: string) => `http://${status?.podIP}:8080/shell?cmd=${encodeURIComponent(command)}`;
  const journal = `/tmp/slow-${Math.floor(context.random() * 1e9).toString(36)}`;
  const slow = shell(`sleep 8 && echo ${context.nonce}`);
  const { stdout } = await prober.run(['sh', '-c', START, 'slow', slow, shell(RUNNING), journal], 30_000);
  return {
    runsAt: Number(stdout) * 1000,
    answer: () => eventually(context, () => readAnswer(prober, journal), { within: 45_000, every: 500 }),
  };
}

async function readAnswer(prober: Prober, journal: string): Promise<SlowAnswer> {
  const { exitCode, stdout } = await prober.run(['cat', journal]);
  const [, sent, ended, printed] = /^([\d.]+) ([\d.]+)([^]*)$/.exec(stdout) ?? [];
  if (exitCode !== 0 || printed === undefined) throw new NotYet('The slow request has not ended');
  return { ...readProbe(printed), seconds: Number(ended) - Number(sent) };
}

/** Worth another look: its code makes it one of the errors that pass. */
class NotYet extends Error {
  readonly code = 'ETIMEDOUT';
}
