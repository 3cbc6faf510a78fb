import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';

export interface BoundedAnswer {
  status: number;
  text: string;
  /** Whether the answer was longer than what was read. */
  isCut: boolean;
}

/** GET of a path. `accept` is the media type that is asked for, JSON unless told. */
export type BoundedRead = (
  path: string,
  options: { limit: number; accept?: string },
) => Promise<BoundedAnswer>;

/** Connections at once to one API server. */
const SOCKETS = 8;

/**
 * Reads from an API server that may lie about the length of its answers: what ran a submission is not trusted. The
 * Kubernetes client reads every answer to its end.
 */
export function boundedRead(config: KubeConfig, bounded: () => AbortSignal): BoundedRead {
  const server = config.getCurrentCluster()?.server;
  let ready: Promise<https.RequestOptions> | undefined;

  const connect = async (): Promise<https.RequestOptions> => {
    const options: https.RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    const { ca, cert, key } = options;
    return { ...options, agent: new https.Agent({ keepAlive: false, maxSockets: SOCKETS, ca, cert, key }) };
  };

  return async (path, { limit, accept = 'application/json' }) => {
    ready ??= connect();
    const options = await ready;
    return new Promise((resolve, reject) => {
      const request = https.get(
        new URL(path, server),
        { ...options, headers: { ...options.headers, accept }, signal: bounded() },
        (response) => {
          const chunks: Buffer[] = [];
          let length = 0;

          const end = (isCut: boolean) =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).subarray(0, limit).toString('utf8'),
              isCut,
            });

          response.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            length += chunk.length;
            if (length <= limit) return;
            end(true);
            request.destroy();
          });

          response.on('end', () => end(false));
          response.on('error', reject);
        },
      );

      request.on('error', reject);
    });
  };
}
