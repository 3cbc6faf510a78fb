import { createServer } from 'node:net';

/** A TCP port of the loopback interface that was free a moment ago; another program may still take it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);

    server.listen(0, '127.0.0.1', () => {
      const address = server.address();

      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('The probe for a free port has no port.')),
      );
    });
  });
}
