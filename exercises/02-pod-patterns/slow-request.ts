import { isTransientApiError } from '../../graders/cluster-access/api-errors.ts';
import { eventually } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { describeProbe } from '../../graders/network/describe-probe.ts';
import { readProbe, SEND_REQUEST, type ProbeResult } from '../../graders/network/probe-result.ts';
import type { Prober } from '../../graders/network/start-prober.ts';
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

/** Sends the request in the background of the prober, and ends once it is on its way. */
const START = `
set -f
${SEND_REQUEST}
url=$1 journal=$2 seconds=30 said=$2.said
(
  read -r sent idle </proc/uptime
  touch "$journal.begun"
  send
  read -r ended idle </proc/uptime
  echo "$sent $ended $printed" >"$journal.part"
  mv "$journal.part" "$journal"
) >/dev/null 2>&1 </dev/null &
until [ -e "$journal.begun" ]; do sleep 0.1; done
sleep 0.3
`;

/** Seconds that the command takes, less what reading a clock may miss. */
export const WHOLE = 7.5;
/** How often it is sent where a busy machine looks too late. */
const TRIES = 3;

/**
 * Sends a pod the request that takes 8 seconds and returns once the node shows that its server works on it. A Mismatch
 * `request-not-run` where the request ends without that.
 */
export async function startSlowRequest(
  context: GraderContext,
  prober: Prober,
  pod: Pod,
): Promise<SlowRequest> {
  const command = `sleep 8 && echo ${context.nonce}`;
  const url = `http://${pod.status?.podIP}:8080/shell?cmd=${encodeURIComponent(command)}`;
  let ended: SlowAnswer | undefined;

  for (let i = 0; i < TRIES && mayBeMissed(ended); i++) {
    const journal = `/tmp/slow-${Math.floor(context.random() * 1e9).toString(36)}`;
    await prober.run(['sh', '-c', START, 'slow', url, journal]);

    const answer = () =>
      eventually(context, () => readAnswer(prober, journal), { within: 60_000, every: 500 });

    ended = undefined;

    while (ended === undefined) {
      context.signal.throwIfAborted();
      const { processes } = await observeMain(context, pod);
      if (processes.some(isSleeping)) return { answer };
      ended = await readAnswer(prober, journal).catch(ignorePassing);
    }
  }

  if (ended?.class === 'not-sent') throw new Error('The prober could not send the slow request');
  const found = ended ? `${describeProbe(ended)} after ${ended.seconds.toFixed(1)} s` : '';
  throw context.mismatch('request-not-run', {}, { expected: command, found });
}

/** Whether the looks may have come too late for a request that took its time, or it was never sent: both say nothing. */
function mayBeMissed(ended: SlowAnswer | undefined): boolean {
  if (ended === undefined || ended.class === 'not-sent') return true;
  return ended.class === 'ok' && ended.seconds >= WHOLE;
}

function isSleeping({ arguments: [program = '', ...rest] }: { arguments: string[] }): boolean {
  return /(^|\/)(sleep|busybox)$/.test(program) && rest.at(-1) === '8';
}

async function readAnswer(prober: Prober, journal: string): Promise<SlowAnswer> {
  const { exitCode, stdout } = await prober.run(['cat', journal]);
  const [, sent, ended, printed] = /^([\d.]+) ([\d.]+) ([^]*)$/.exec(stdout) ?? [];
  if (exitCode !== 0 || printed === undefined) throw new NotYet('The slow request has not ended');
  return { ...readProbe(printed), seconds: Number(ended) - Number(sent) };
}

/** Not ended yet, or the way to the prober broke: the next look may tell. */
function ignorePassing(error: unknown): undefined {
  if (!isTransientApiError(error)) throw error;
}

/** Worth another look: its code makes it one of the errors that pass. */
class NotYet extends Error {
  readonly code = 'ETIMEDOUT';
}
