import { eventually } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { Prober } from '../../graders/network/start-prober.ts';
import type { Pod } from './app-pods.ts';

/** One look at `/app.log` of a pod. */
export interface LogLook {
  /** Seconds of the prober's own clock. */
  at: number;
  /** `with` and `without` the text; `long` where there is more than is read; `none` where nothing was served. */
  answer: 'with' | 'without' | 'long' | 'none';
}

export interface LogWatch {
  text: string;
  /** Seconds it may take. */
  seconds: number;
  /** Ends once the text was read for so many seconds. */
  held?: number;
  /** Ends after so many looks in a row without an answer. */
  silent?: number;
}

/** Bytes of a log that are read. */
export const LOG_LIMIT = 4 * 1024 * 1024;

/**
 * Times are hundredths of a second. The log goes through a file of the prober's that cannot grow beyond the limit; busybox's
 * grep ends a line at NUL, so that those are taken out.
 */
const WATCH = `
url=$1 text=$2 seconds=$3 held=$4 silence=$5 limit=$6 journal=$7 file=$7.log silent=0 first=
uptime() { read -r now rest </proc/uptime; now=\${now%.*}\${now#*.}; }
uptime
end=$((now + seconds * 100))
while [ "$now" -lt "$end" ] && [ "$silent" -lt "$silence" ]; do
  { timeout 3 wget -q -O - "$url" 2>/dev/null; echo $? >"$file.code"; } | head -c $((limit + 1)) | tr -d '\\000' >"$file"
  if [ "$(wc -c <"$file")" -gt "$limit" ]; then answer=long
  elif ! grep -qx 0 "$file.code"; then answer=none
  elif grep -qF -e "$text" "$file"; then answer=with
  else answer=without
  fi
  uptime
  echo "$now $answer"
  if [ "$answer" = none ]; then silent=$((silent + 1)); else silent=0; fi
  if [ "$answer" = with ]; then first=\${first:-$now}; [ $((now - first)) -ge $((held * 100)) ] && break; fi
  sleep 0.3
done
rm -f "$file" "$file.code"
touch "$journal.done"
`;

/** Each can be sent twice: a connection to the prober that breaks is no reason to give up. */
const START = `
mkdir "$7.started" 2>/dev/null || exit 0
(${WATCH}) >"$7" 2>/dev/null </dev/null &
`;

const COLLECT = 'until [ -e "$1.done" ]; do sleep 0.2; done; cat "$1"';

/**
 * Begins to read the served log several times a second, each time from its beginning, with three seconds for each answer, and
 * returns what waits for the end of it. What a server does, or leaves undone, changes the looks and never ends the watch.
 */
export async function startLogWatch(
  context: Pick<GraderContext, 'clock' | 'signal' | 'random'>,
  prober: Pick<Prober, 'run'>,
  { status }: Pod,
  { text, seconds, held = seconds, silent = Number.MAX_SAFE_INTEGER }: LogWatch,
): Promise<() => Promise<LogLook[]>> {
  const url = `http://${status?.podIP}:8081/app.log`;
  const journal = `/tmp/watch-${Math.floor(context.random() * 1e12).toString(36)}`;
  const numbers = [seconds, held, silent, LOG_LIMIT].map(String);

  const run = (script: string, args: readonly string[], within: number) =>
    eventually(context, () => prober.run(['sh', '-c', script, 'log', ...args], within), {
      within: 2 * within,
    });

  await run(START, [url, text, ...numbers, journal], 30_000);
  return async () => readLogLooks((await run(COLLECT, [journal], (seconds + 60) * 1000)).stdout);
}

/**
 * Reads what the script printed.
 *
 * @internal
 */
export function readLogLooks(printed: string): LogLook[] {
  return Array.from(printed.matchAll(/^(\d+) (with|without|long|none)$/gm), ([, at, answer]) => ({
    at: Number(at) / 100,
    answer: answer as LogLook['answer'],
  }));
}
