import type { Server } from 'node:http';
import { clientOf } from './client-of.ts';

/** What a server that strangers reach does not wait for; times in milliseconds. */
export interface ServerBounds {
  /** A whole request, from its first byte to its last. */
  requestTimeout: number;
  /** A connection on which nothing moves, such as one whose client does not read. */
  connectionTimeout: number;
  /** Connections at the same time, and those of one address. */
  most: number;
  mostOfOne: number;
}

const HEADERS_TIMEOUT_MS = 10_000;
const LOOK_EVERY_MS = 1000;
/** Longer than proxies keep an idle connection (nginx: 60 s), so that none is closed under a request of theirs. */
const KEEP_ALIVE_MS = 72_000;
/** The share of connections from which on idle ones are closed, so that nobody can occupy all by doing nothing. */
const CROWDED = 0.75;

/** The bounds of a server as options of Fastify; `boundConnections` sets the rest. */
export function serverOptions({ requestTimeout, connectionTimeout }: ServerBounds) {
  return {
    requestTimeout,
    connectionTimeout,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: {
      headersTimeout: Math.min(HEADERS_TIMEOUT_MS, requestTimeout),
      // Node looks for requests that are too slow only so often.
      connectionsCheckingInterval: Math.min(LOOK_EVERY_MS, requestTimeout),
    },
  };
}

/**
 * Keeps a server from holding more connections than it can bear: further ones are closed at once. `oneForMany` says that
 * all connections come from a proxy, so that an address tells nobody apart.
 */
export function boundConnections(
  server: Server,
  { most, mostOfOne }: Pick<ServerBounds, 'most' | 'mostOfOne'>,
  { oneForMany, now }: { oneForMany: boolean; now: () => number },
): void {
  const open = new Map<string, number>();
  let all = 0;
  let tidiedAt = -Infinity;
  server.maxConnections = most;

  server.on('connection', (socket) => {
    const client = clientOf(socket.remoteAddress ?? '');
    const ofOne = (open.get(client) ?? 0) + 1;
    open.set(client, ofOne);
    all += 1;

    socket.once('close', () => {
      const left = (open.get(client) ?? 1) - 1;
      if (left === 0) open.delete(client);
      else open.set(client, left);
      all -= 1;
    });

    if (!oneForMany && ofOne > mostOfOne) socket.destroy();

    if (all > most * CROWDED && now() - tidiedAt >= LOOK_EVERY_MS) {
      tidiedAt = now();
      server.closeIdleConnections();
    }
  });
}
