/**
 * How one HTTP request ended. `ok` is an answer with a success status of the server that was asked, `status` any other
 * answer (a redirection too: nobody follows it), `other` a connection that broke or a network that had no way; `not-sent`
 * means that the prober itself could not start the request, which says nothing about the target.
 */
export type ProbeClass = 'ok' | 'status' | 'refused' | 'timeout' | 'dns' | 'other' | 'not-sent';

export interface ProbeResult {
  class: ProbeClass;
  /** HTTP status of an answer that was no success. */
  status?: number;
  /** The beginning of the body, white space and control characters folded; of a failure, what the client said. */
  body: string;
}

/**
 * A shell function that sends one request to `$url` within `$seconds` and leaves in `$printed`, on one line, the status that
 * came back (0 for none), a word for how it went, the body and the client's exit code. What the client says goes to the
 * file `$said`, apart from the body, so that no body passes for it; what the server wrote is indented there. Both files are
 * bounded (4 KiB: more than a body of 1000 characters), so that no server keeps the prober busy, and there are few
 * processes, so that many requests may wait for one that hangs. busybox's `wget` has an option for a time limit,
 * but not every build of it survives that.
 */
export const SEND_REQUEST = `
send() {
  : >"$said.body"
  (ulimit -f 8; exec timeout "$seconds" wget -S -q -O "$said.body" "$url") 2>"$said"
  code=$? status=0 words=none message= body=
  while IFS= read -r line; do
    case $line in
      '  HTTP/'*)
        line=\${line#  HTTP/* } words=answered
        case $line in 1*) ;; *) status=\${line%%[!0-9]*}; break ;; esac ;;
      '  '*) words=answered ;;
      *) message=$line ;;
    esac
  done <"$said"
  [ "$words" = answered ] || case $message in
    *'bad address'*) words=dns ;;
    *'onnection refused'*) words=refused ;;
    *'timed out'*) words=timeout ;;
    *fork*|*'annot allocate memory'*) words=machine ;;
  esac
  if [ "$code" = 0 ]; then
    while IFS= read -r line || [ -n "$line" ]; do body="$body $line"; done <"$said.body"
  else
    body=\${message:-answer broken off or too long}
  fi
  printed="\${status:-0} $words $body $code"
}`;

/** Exit codes of a client that was ended by `timeout`: its own in coreutils, SIGTERM or SIGKILL in busybox. */
const TIMED_OUT = new Set([124, 137, 143]);
/** What a shell answers for a program that cannot be run. */
const NOT_RUN = new Set([126, 127]);

/** Reads what `send` left, whatever a server put into it. Output without an exit code was never sent. */
export function readProbe(printed: string): ProbeResult {
  const text = printed.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  const [, statusText, words = '', body = '', code] = /^(\d+) (\S+)(?: (.*))? (\d+)$/.exec(text) ?? [];
  if (code === undefined) return { class: 'not-sent', body: text };
  const status = Number(statusText);
  const result = classOf(Number(code), words, status);
  return { class: result, ...(result === 'status' ? { status } : {}), body };
}

function classOf(exitCode: number, words: string, status: number): ProbeClass {
  if (NOT_RUN.has(exitCode) || words === 'machine') return 'not-sent';
  if (words === 'dns' || words === 'refused') return words;
  if (TIMED_OUT.has(exitCode) || words === 'timeout') return 'timeout';
  if (status >= 300) return 'status';
  return exitCode === 0 ? 'ok' : 'other';
}
