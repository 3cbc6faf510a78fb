import type { V1Pod } from '@kubernetes/client-node';
import { containersOf } from '../containers/containers-of.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { readLogLines, type LogLine } from './read-log-lines.ts';

export interface WholeLog {
  /** All lines; every finished one ends with `\n`. */
  text: string;
  /**
   * Whether this is all that the container ever logged: not when it is longer than 4 MiB as the runtime writes it, and not when kubelet
   * has removed an earlier life, as it does after the second restart.
   */
  complete: boolean;
  /** In the order in which they were written, of all lives. */
  lines: (LogLine & {
    /** 0 for the first start of the container. */
    life: number;
  })[];
}

/**
 * Reads all that a container has logged from the files of its node: rotated ones and earlier lives too, and nothing that the
 * container could change afterwards. The runtime holds a line back until it ends or its writer does: what a process has written without
 * a `\n` shows only after `endContainer`, as an `unfinished` line of the earlier life. Not redacted: use `logsOf` for what a
 * learner gets to see. Throws a `HostError` when nobody can look, which is ours.
 */
export async function readWholeLog(
  context: Pick<GraderContext, 'cluster'>,
  pod: V1Pod,
  container: string,
): Promise<WholeLog> {
  const report = containersOf(pod).find(({ name }) => name === container);
  const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
  const node = pod.spec?.nodeName;
  if (node === undefined) return { text: '', complete: true, lines: [] };

  const { parts, cut } = await context.cluster.host.ask('read-log', {
    node,
    namespace,
    pod: name,
    uid,
    container,
  });

  const lives = [...new Set(parts.map(({ life }) => life))];

  const lines = lives.flatMap((life) => {
    const own = parts.filter((part) => part.life === life);
    // A line may begin in one file and end in the next.
    const log = Buffer.concat(own.map(({ content }) => Buffer.from(content, 'base64')));
    return readLogLines(log).map((line) => ({ ...line, life }));
  });

  const started = report?.containerId === undefined ? 0 : report.restarts + 1;
  return {
    text: lines.map(({ text, unfinished }) => (unfinished ? text : `${text}\n`)).join(''),
    complete: !cut && lives.every((life, i) => life === i) && lives.length >= started,
    lines,
  };
}
