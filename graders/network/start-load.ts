import { eventually } from '../core/eventually.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { readLoadRecord, type LoadRecord } from './load-record.ts';
import { SEND_REQUEST } from './probe-result.ts';
import type { Prober } from './start-prober.ts';

export interface SteadyLoad {
  /** Waits for the requests under way, then returns the record of all. Throws an Error when the prober broke down. */
  stop(): Promise<LoadRecord>;
  /** Ends the load without waiting for anything; what it recorded is lost. Never throws. */
  abandon(): Promise<void>;
}

export interface LoadOptions {
  url: string;
  /** Requests a second; 20 unless told. */
  perSecond?: number;
  /** Seconds a request may take before it counts as timed out; 5 unless told. */
  seconds?: number;
}

/**
 * Each line of the journal is written in one piece, so that requests side by side cannot garble them. Uptime is read
 * by the shell itself: starting `date` for each request would cost more than the request.
 */
const LOAD = `
url=$1 seconds=$2 pause=$3 journal=$4 i=0
set -f
${SEND_REQUEST}
while [ ! -e "$journal.stop" ]; do
  i=$((i + 1))
  (
    said=$journal.said.$i
    read -r sent idle </proc/uptime
    send
    read -r ended idle </proc/uptime
    echo "$i $sent $ended $printed" >>"$journal"
  ) &
  sleep "$pause"
done
wait
touch "$journal.done"
`;

/**
 * Starts the loop once, however often it is asked to, and comes back when the first requests are in the journal.
 * Each command costs the node about as much as a second of load, so that waiting is done inside the pod.
 */
const START = `
mkdir "$4.started" 2>/dev/null && : >"$4" && { (${LOAD}) >/dev/null 2>&1 </dev/null & }
until [ "$(wc -l <"$4")" -ge 10 ]; do sleep 0.2; done`;

const STOP = 'touch "$1.stop"; until [ -e "$1.done" ]; do sleep 0.2; done; cat "$1"; rm -f "$1".said.*';

/** Milliseconds one command to the prober may take, and all tries of it together. */
const ONE_TRY = 60_000;
const ALL_TRIES = 90_000;

/**
 * Starts a steady load of GET requests, each over a new connection, and returns once it flows. The load ends
 * with `stop` or `abandon`, or with the prober's pod. Every command it sends to the prober can be sent twice, so
 * that a connection to the prober that breaks is no reason to give up.
 */
export async function startLoad(
  context: GraderContext,
  prober: Prober,
  { url, perSecond = 20, seconds = 5 }: LoadOptions,
): Promise<SteadyLoad> {
  const journal = `/tmp/load-${Math.floor(context.random() * 1e9).toString(36)}`;
  // The pause is shorter than the interval by what one turn of the loop itself takes.
  const pause = Math.max(0.005, 1 / perSecond - 0.008).toFixed(3);

  const shell = (script: string, ...args: string[]) =>
    eventually(context, () => prober.run(['sh', '-c', script, 'load', ...args], ONE_TRY), {
      within: ALL_TRIES,
    });

  await shell(START, url, `${seconds}`, pause, journal);
  return {
    stop: async () => readLoadRecord((await shell(STOP, journal)).stdout),
    abandon: async () => {
      await prober.run(['touch', `${journal}.stop`]).catch(() => undefined);
    },
  };
}
