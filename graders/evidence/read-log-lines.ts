/** One line that a container wrote. */
export interface LogLine {
  /** When the runtime got it, or the first part of a long one; milliseconds since the epoch. */
  at: number;
  /** Without the `\n` at its end; anything else may stand in it, U+FFFD for what is no UTF-8. */
  text: string;
  stream: 'stdout' | 'stderr';
  /** Whether the writer ended without a `\n`, or the runtime has not seen one yet. */
  unfinished: boolean;
}

const LINE_FEED = 10;
const HEAD = /^(\S{20,40}) (stdout|stderr) ([PF])(?::\S*)? /;

/**
 * Reads a log as runtimes write it: `<time> <stream> <P or F> <text>`, where P marks a part that goes on in the next one
 * (https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md). What has another form, as
 * the last line that is still being written, is left out.
 */
export function readLogLines(log: Buffer): LogLine[] {
  const lines: LogLine[] = [];
  const open: { [Stream in LogLine['stream']]?: { at: number; parts: Buffer[] } } = {};

  const close = (stream: LogLine['stream'], unfinished: boolean): void => {
    const line = open[stream];
    if (line === undefined) return;
    delete open[stream];
    lines.push({ at: line.at, text: Buffer.concat(line.parts).toString('utf8'), stream, unfinished });
  };

  for (let start = 0; ;) {
    const end = log.indexOf(LINE_FEED, start);
    if (end === -1) break;
    const bytes = log.subarray(start, end);
    start = end + 1;
    const [head, time, stream, tag] = HEAD.exec(bytes.subarray(0, 100).toString('latin1')) ?? [];
    if (head === undefined || time === undefined || (stream !== 'stdout' && stream !== 'stderr')) continue;
    const line = (open[stream] ??= { at: Date.parse(time), parts: [] });
    line.parts.push(bytes.subarray(head.length));
    if (tag === 'F') close(stream, false);
  }

  close('stdout', true);
  close('stderr', true);
  return lines;
}
