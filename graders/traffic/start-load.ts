import { eventually } from '../eventually.ts';
import type { GraderContext } from '../grader-context.ts';
import { readLoadRecord, type LoadRecord } from './load-record.ts';
import { SEND_REQUEST } from './probe-result.ts';
import type { Prober } from './start-prober.ts';

export interface SteadyLoad {
  /** Waits for the requests under way, then returns the record of all. Throws an Error when the prober broke down. */
  stop(): Promise<LoadRecord>;
}

export interface LoadOptions {
  url: string;
  /** Requests a second; 20 unless told. */
  perSecond?: number;
  /** Seconds a request may take before it counts as timed out; 5 unless told. */
  seconds?: number;
}

/**
 * The journal's lines are short enough to be written in one piece, so that requests side by side cannot garble
 * them. Uptime is read by the shell itself: starting `date` for each request would cost more than the request.
 */
const LOAD = `
url=$1 seconds=$2 pause=$3 journal=$4 i=0
set -f
while [ ! -e "$journal.stop" ]; do
  i=$((i + 1))
  (
    read -r sent idle </proc/uptime
    set -- $(${SEND_REQUEST})
    read -r ended idle </proc/uptime
    echo "$i $sent $ended $*" >>"$journal"
  ) &
  sleep "$pause"
done
wait
touch "$journal.done"
`;

/** Requests that must be in the journal before the load counts as started. */
const WARM_UP = 10;
/** Below this rate the prober saw too little to judge anything. */
const LOWEST_RATE = 2;

/** Starts the loop once, however often it is asked to. */
const START = `mkdir "$4.started" 2>/dev/null || exit 0; : >"$4"; (${LOAD}) >/dev/null 2>&1 </dev/null &`;

/**
 * Starts a steady load of GET requests, each over a new connection, and returns once it flows. The load ends
 * with `stop`, or with the prober's pod. Every command it sends to the prober can be sent twice, so that a
 * connection to the prober that breaks is no reason to give up.
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
    eventually(context, () => prober.run(['sh', '-c', script, 'load', ...args], 30_000), { within: 60_000 });
  await shell(START, url, `${seconds}`, pause, journal);
  await waitFor(context, 'The load does not flow', 60_000, async () => {
    const { stdout } = await shell('wc -l <"$1"', journal);
    return Number(stdout) >= WARM_UP;
  });
  return {
    stop: async () => {
      await shell('touch "$1.stop"', journal);
      await waitFor(context, 'The load does not end', (seconds + 60) * 1000, async () => {
        const { exitCode } = await shell('test -e "$1.done"', journal);
        return exitCode === 0;
      });
      const { stdout } = await shell('cat "$1"', journal);
      const record = readLoadRecord(stdout);
      const rate = (record.requests.length * 1000) / Math.max(record.duration, 1);
      if (rate < LOWEST_RATE)
        throw new ProberFailed(`The prober made ${rate.toFixed(1)} requests a second, wanted ${perSecond}`);
      return record;
    },
  };
}

async function waitFor(
  context: GraderContext,
  otherwise: string,
  within: number,
  holds: () => Promise<boolean>,
): Promise<void> {
  await eventually(
    context,
    async () => {
      if (!(await holds())) throw new ProberFailed(otherwise);
    },
    { within },
  );
}

/** Ours, never the learner's; the code makes it one of the errors after which a run is repeated. */
class ProberFailed extends Error {
  readonly code = 'ETIMEDOUT';
}
