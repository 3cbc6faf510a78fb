import http from 'node:http';
import { Failure } from '../../../domain/failure.ts';

export interface EngineRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** With its query. */
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Milliseconds until the answer is whole; half a minute unless told. */
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
}

export interface EngineAnswer {
  status: number;
  text: string;
}

/** The engine's HTTP API (https://docs.docker.com/reference/api/engine/), at the socket of this machine. */
export interface EngineSocket {
  /** Whatever the status. Throws `engine-unreachable`, `docker-timeout`, or the fault `cancelled`. */
  ask(request: EngineRequest): Promise<EngineAnswer>;
  /** The same for an answer that is read while it comes; `take` says by `false` that it has enough. */
  stream(request: EngineRequest, take: (part: Buffer) => boolean): Promise<number>;
}

const SHORT = 30_000;

/** Speaks HTTP to the engine at the path of a Unix socket. Each request has a connection of its own: engines come and go. */
export function engineSocket(socketPath: string): EngineSocket {
  const open = async <Answer>(
    { method, path, body, timeoutMs = SHORT, signal }: EngineRequest,
    read: (response: http.IncomingMessage) => Promise<Answer>,
  ): Promise<Answer> => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const within = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = text === undefined ? {} : { 'content-type': 'application/json' };

    try {
      return await new Promise<Answer>((resolve, reject) => {
        const options = { socketPath, method, path, headers, agent: false, signal: within };

        const request = http.request(options, (response) => {
          read(response).then(resolve, reject);
        });

        request.on('error', reject);
        request.end(text);
      });
    } catch (error) {
      const what = `${method} ${path.split('?')[0]}`;
      if (signal?.aborted === true)
        throw new Failure('cancelled', 'cluster-work-cancelled', `${what} was cancelled.`, { cause: error });
      if (timeout.aborted)
        throw new Failure(
          'infrastructure',
          'docker-timeout',
          `Expected the Docker engine to answer ${what} within ${timeoutMs / 1000} s, found it still at work. Check ` +
            'the engine with "docker info".',
          { facts: { request: what }, cause: error },
        );
      throw unreachable(socketPath, error);
    }
  };

  return {
    ask: (request) =>
      open(request, async (response) => {
        const parts: Buffer[] = [];
        for await (const part of response) parts.push(part as Buffer);
        return { status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') };
      }),
    stream: (request, take) =>
      open(request, async (response) => {
        for await (const part of response) if (!take(part as Buffer)) break;
        return response.statusCode ?? 0;
      }),
  };
}

function unreachable(socketPath: string, cause: unknown): Failure {
  const found = cause instanceof Error ? cause.message : String(cause);
  return new Failure(
    'infrastructure',
    'engine-unreachable',
    `Expected a Docker engine that answers at ${socketPath}, found: ${found}. Start it ("systemctl start docker", or ` +
      'Docker Desktop), check DOCKER_HOST and that this user may use it.',
    { facts: { socketPath }, cause },
  );
}
