/**
 * How one HTTP request ended. `ok` is an answer with a success status, `status` any other answer, `other` a
 * connection that broke or a network that had no way; `not-sent` means that the prober itself could not start
 * the request, which says nothing about the target.
 */
export type ProbeClass = 'ok' | 'status' | 'refused' | 'timeout' | 'dns' | 'other' | 'not-sent';

export interface ProbeResult {
  class: ProbeClass;
  /** HTTP status of an answer that was no success. */
  status?: number;
  /** The last characters of the body, white space folded; of a failure, what the client said. */
  body: string;
}

/**
 * Shell words that send one request to `$url` within `$seconds` and print the end of what came back, then the
 * client's exit code. busybox's `wget` has an option for a time limit, but not every build of it survives that.
 */
export const SEND_REQUEST = '{ timeout "$seconds" wget -q -O - "$url" 2>&1; echo " $?"; } | tail -c 1000';

/** Exit codes of a client that was ended by `timeout`: its own in coreutils, SIGTERM or SIGKILL in busybox. */
const TIMED_OUT = new Set([124, 137, 143]);
/** What a shell answers for a program that cannot be run. */
const NOT_RUN = new Set([126, 127]);

/**
 * Reads what `SEND_REQUEST` printed. busybox's `wget` has one exit code for every failure, so that its kind must
 * be read from its words. Output without an exit code means that the request was never sent.
 */
export function readProbe(printed: string): ProbeResult {
  const [, output = '', code] = /^(.*?) ?(\d+)$/.exec(printed.trim().replaceAll(/\s+/g, ' ')) ?? [];
  if (code === undefined) return { class: 'not-sent', body: printed.trim() };
  if (code === '0') return { class: 'ok', body: output };
  const status = /server returned error: HTTP\/\S+ (\d{3})/.exec(output)?.[1];
  if (status !== undefined) return { class: 'status', status: Number(status), body: output };
  return { class: classOfFailure(Number(code), output), body: output };
}

function classOfFailure(exitCode: number, text: string): ProbeClass {
  if (NOT_RUN.has(exitCode) || /can't fork|cannot allocate memory/i.test(text)) return 'not-sent';
  if (/bad address/i.test(text)) return 'dns';
  if (/connection refused/i.test(text)) return 'refused';
  if (TIMED_OUT.has(exitCode) || /timed out/i.test(text)) return 'timeout';
  return 'other';
}
