import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { outgoingFetch, type Proxies } from '../../../services/http/outgoing-fetch.ts';
import { startForwardProxy } from '../../support/forward-proxy.ts';

/** A server on loopback; `0.0.0.0` leads to it as well, and is no name of this machine that is kept off proxies. */
async function startServer() {
  const server = createServer((request, response) => response.end(`${request.method} ${request.url}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function startProxy(credentials?: { user: string; password: string }) {
  const proxy = await startForwardProxy(credentials);
  onTestFinished(() => proxy.close());
  return proxy;
}

describe('requests that leave', () => {
  it('go through the proxy with the whole address, for a name that nobody else knows', async () => {
    const [port, proxy] = [await startServer(), await startProxy()];
    const send = outgoingFetch({ http: proxy.url });
    const answer = await send(`http://github.test:${port}/a?b=c`, { method: 'POST', body: '{}' });

    expect([await answer.text(), proxy.asked]).toEqual([
      'POST /a?b=c',
      [`POST http://github.test:${port}/a?b=c`],
    ]);
  });

  it('go through a tunnel when they are encrypted', async () => {
    const [port, proxy] = [await startServer(), await startProxy()];
    const send = outgoingFetch({ https: proxy.url });
    await expect(send(`https://github.test:${port}/`)).rejects.toThrow();
    expect(proxy.asked).toEqual([`CONNECT github.test:${port}`]);
  });

  it('carry the name and password of the proxy', async () => {
    const [port, proxy] = [await startServer(), await startProxy({ user: 'saiten', password: 'p@ss:/#' })];
    const answer = await outgoingFetch({ http: proxy.url })(`http://github.test:${port}/`);
    expect([answer.status, proxy.asked]).toEqual([200, [`GET http://github.test:${port}/`]]);
  });

  it.each<[string, string, (proxy: string) => Proxies]>([
    ['to this machine', '127.0.0.1', (http) => ({ http })],
    ['to this machine by name', 'localhost', (http) => ({ http })],
    ['to a host that is named', '0.0.0.0', (http) => ({ http, none: 'example.org, 0.0.0.0' })],
    ['when nothing goes through it', '0.0.0.0', (http) => ({ http, none: '*' })],
    ['when it is for the other scheme', '0.0.0.0', (https) => ({ https })],
  ])('go without it %s', async (_, host, proxies) => {
    const [port, proxy] = [await startServer(), await startProxy()];
    const answer = await outgoingFetch(proxies(proxy.url))(`http://${host}:${port}/`);
    expect([await answer.text(), proxy.asked]).toEqual(['GET /', []]);
  });

  it('do not ask the environment', async () => {
    const [port, proxy] = [await startServer(), await startProxy()];
    process.env['http_proxy'] = 'http://127.0.0.1:9';
    onTestFinished(() => void delete process.env['http_proxy']);
    const answer = await outgoingFetch({ https: proxy.url })(`http://0.0.0.0:${port}/`);
    expect(answer.status).toBe(200);
  });
});
