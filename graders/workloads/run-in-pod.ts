import { Writable } from 'node:stream';
import { Exec, type V1Status } from '@kubernetes/client-node';
import type { KubernetesClients } from '../cluster-access/cluster-access.ts';
import type { Polling } from '../core/eventually.ts';

export interface PodCommand {
  namespace: string;
  pod: string;
  container: string;
  /** Program and arguments; no shell takes part unless it is named here. */
  command: readonly string[];
  /** Milliseconds the command may take; 15 seconds unless told. */
  within?: number;
}

export interface CommandOutcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Characters of output that are kept of each stream; the rest is read and dropped. */
const OUTPUT_LIMIT = 24_000_000;

/**
 * Runs a program in a container and returns its exit code and output. Throws an Error with code
 * `ERR_STREAM_PREMATURE_CLOSE`, which counts as passing, when the connection fails or the time is over: the
 * client's own promise says only that the connection was opened
 * (https://github.com/kubernetes-client/javascript/blob/main/src/exec.ts).
 */
export async function runInPod(
  { config }: Pick<KubernetesClients, 'config'>,
  { namespace, pod, container, command, within = 15_000 }: PodCommand,
  { clock, signal }: Polling,
): Promise<CommandOutcome> {
  const stdout = collect();
  const stderr = collect();
  const ended = new AbortController();
  const place = `${namespace}/${pod}`;

  const status = new Promise<V1Status>((resolve, reject) => {
    const fail = (why: string) => reject(unfinished(`"${command[0] ?? ''}" in pod ${place}: ${why}`));

    new Exec(config)
      .exec(namespace, pod, container, [...command], stdout.stream, stderr.stream, null, false, resolve)
      .then(
        (socket: Socket) => {
          socket.onclose = () => fail('the connection closed before the program ended');
          ended.signal.addEventListener('abort', () => socket.close(), { once: true });
          if (ended.signal.aborted) socket.close();
        },
        (error: { message?: string }) => fail(error.message ?? 'the connection could not be opened'),
      );

    clock.sleep(within, AbortSignal.any([signal, ended.signal])).then(
      () => fail(`no result within ${within / 1000} s`),
      () => signal.aborted && reject(signal.reason as Error),
    );
  });

  try {
    return { exitCode: exitCodeOf(await status), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    ended.abort();
  }
}

/** The part of a WebSocket that is used here; the package's own types need a library that is not installed. */
interface Socket {
  onclose: unknown;
  close(): void;
}

function exitCodeOf(status: V1Status): number {
  if (status.status === 'Success') return 0;
  const cause = status.details?.causes?.find(({ reason }) => reason === 'ExitCode');
  if (cause?.message === undefined) throw unfinished(status.message ?? 'the program could not be started');
  return Number(cause.message);
}

function unfinished(message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
}

function collect(): { stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  let size = 0;

  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (size < OUTPUT_LIMIT) chunks.push(chunk);
      size += chunk.length;
      done();
    },
  });

  return { stream, text: () => Buffer.concat(chunks).toString('utf8').slice(0, OUTPUT_LIMIT) };
}
