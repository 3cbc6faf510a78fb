import { createServer, request as ask, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface ForwardProxy {
  /** With the credentials that it asks for, if it does. */
  url: string;
  /** What it was asked for: `CONNECT host:443`, or the method and the whole address. */
  asked: string[];
  close(): Promise<void>;
}

/**
 * A forward proxy on loopback that passes on requests with the whole address and tunnels of CONNECT. Every host is this
 * machine: what it is asked for has a port, and no name has to be known.
 */
export async function startForwardProxy(credentials?: {
  user: string;
  password: string;
}): Promise<ForwardProxy> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const encoded = Buffer.from(`${credentials?.user}:${credentials?.password}`).toString('base64');

  const isKnown = ({ headers }: IncomingMessage) =>
    credentials === undefined || headers['proxy-authorization'] === `Basic ${encoded}`;

  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (!isKnown(request)) return void response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end();
    const { port, pathname, search } = new URL(request.url ?? '');
    const { method, headers } = request;

    const passed = ask({ host: '127.0.0.1', port, path: pathname + search, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });

    passed.on('error', () => response.writeHead(502).end());
    request.pipe(passed);
  });

  server.on('connect', (request, socket: Socket, head: Buffer) => {
    asked.push(`CONNECT ${request.url}`);
    open.add(socket);
    socket.on('error', () => undefined);
    if (!isKnown(request)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');

    const target = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(socket);
      socket.pipe(target);
    });

    open.add(target);
    target.on('error', () => socket.destroy());
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const user =
    credentials === undefined ? '' : `${credentials.user}:${encodeURIComponent(credentials.password)}@`;

  return {
    url: `http://${user}127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of open) socket.destroy();
      }),
  };
}
