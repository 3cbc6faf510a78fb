import { eventually } from '../../graders/eventually.ts';
import type { GraderContext } from '../../graders/grader-context.ts';
import { describeProbe } from '../../graders/traffic/describe-probe.ts';
import { readProbe, SEND_REQUEST, type ProbeResult } from '../../graders/traffic/probe-result.ts';
import type { Prober } from '../../graders/traffic/start-prober.ts';
import type { Pod } from './app-pods.ts';
import { observeMain } from './main-server.ts';

export type SlowAnswer = ProbeResult & {
  /** How long the request took. */
  seconds: number;
};

export interface SlowRequest {
  /** How it ended. */
  answer(): Promise<SlowAnswer>;
}

/** Sends the request in the background of the prober. */
const START = `
url=$1 journal=$2 seconds=30
(
  read -r sent idle </proc/uptime
  printed=$(${SEND_REQUEST})
  read -r ended idle </proc/uptime
  echo "$sent $ended $printed" >"$journal.part"
  mv "$journal.part" "$journal"
) >/dev/null 2>&1 </dev/null &
`;

/**
 * Sends a pod the request that takes 8 seconds and returns once the node shows that its server works on it. A Mismatch
 * `request-not-run` where the request ends, or ten seconds pass, without that.
 */
export async function startSlowRequest(
  context: GraderContext,
  prober: Prober,
  pod: Pod,
): Promise<SlowRequest> {
  const command = `sleep 8 && echo ${context.nonce}`;
  const url = `http://${pod.status?.podIP}:8080/shell?cmd=${encodeURIComponent(command)}`;
  const journal = `/tmp/slow-${Math.floor(context.random() * 1e9).toString(36)}`;
  await prober.run(['sh', '-c', START, 'slow', url, journal]);
  const look = async () => {
    const { processes } = await observeMain(context, pod);
    if (processes.some(isSleeping)) return;
    const ended = await readAnswer(prober, journal).catch(ignoreNotYet);
    const found = ended ? `${describeProbe(ended)} after ${ended.seconds.toFixed(1)} s` : 'no process sleep 8';
    throw context.mismatch('request-not-run', {}, { expected: command, found });
  };
  await eventually(context, look, { within: 10_000, every: 100 });
  return {
    answer: () => eventually(context, () => readAnswer(prober, journal), { within: 60_000, every: 500 }),
  };
}

function isSleeping({ arguments: [program = '', ...rest] }: { arguments: string[] }): boolean {
  return /(^|\/)(sleep|busybox)$/.test(program) && rest.at(-1) === '8';
}

async function readAnswer(prober: Prober, journal: string): Promise<SlowAnswer> {
  const { exitCode, stdout } = await prober.run(['cat', journal]);
  const [, sent, ended, printed] = /^([\d.]+) ([\d.]+)([^]*)$/.exec(stdout) ?? [];
  if (exitCode !== 0 || printed === undefined) throw new NotYet('The slow request has not ended');
  return { ...readProbe(printed), seconds: Number(ended) - Number(sent) };
}

function ignoreNotYet(error: unknown): undefined {
  if (!(error instanceof NotYet)) throw error;
}

/** Worth another look: its code makes it one of the errors that pass. */
class NotYet extends Error {
  readonly code = 'ETIMEDOUT';
}
