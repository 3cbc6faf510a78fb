import { execa } from 'execa';
import { Redis } from 'ioredis';
import { freePort } from '../../services/store/embedded/free-port.ts';

export interface RedisServer {
  url: string;
  stop(): Promise<void>;
}

/** Whether Debian's redis-server is installed. */
export async function hasRedis(): Promise<boolean> {
  return (await execa('redis-server', ['--version'], { reject: false })).exitCode === 0;
}

/** A Redis of its own, in memory only, on a free port unless told. */
export async function startRedis(port?: number): Promise<RedisServer> {
  port ??= await freePort();

  const server = execa(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdout: 'ignore', reject: false },
  );

  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await client.ping();
  await client.quit();
  return {
    url,
    async stop() {
      server.kill('SIGTERM');
      await server;
    },
  };
}
