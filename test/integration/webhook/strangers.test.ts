import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createWebhookApp } from '../../../services/webhook/app.ts';
import type { WebhookAppOptions } from '../../../services/webhook/webhook-app-options.ts';
import { buildHealth } from '../../support/builders/health.ts';
import { waitUntil } from '../../support/wait-until.ts';

const SECRET = 'a secret of the course';
const MIB = 1024 * 1024;

/** The endpoint on a free port; whatever is signed is accepted. */
async function build(options: Partial<WebhookAppOptions> = {}) {
  const accepted: string[] = [];

  const app = await createWebhookApp({
    secrets: [SECRET],
    accept: async ({ guid }) => {
      accepted.push(guid);
      return { outcome: 'accepted', detail: 'x' };
    },
    health: buildHealth(),
    clock: () => new Date(),
    ...options,
  });

  onTestFinished(() => app.close());
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a TCP port.');
  return { app, port: address.port, accepted };
}

/** A connection that has sent this much, and all that came back on it. */
async function open(port: number, sent: string | Buffer = '') {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const one = { socket, got: '', isClosed: false };
  socket.setEncoding('utf8').on('data', (text: string) => (one.got += text));
  socket.on('error', () => undefined).on('close', () => (one.isClosed = true));
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  write(socket, sent);
  return one;
}

function write(socket: Socket, sent: string | Buffer) {
  if (sent.length > 0 && !socket.destroyed) socket.write(sent);
}

const head = (bytes: number | 'chunked') =>
  [
    'POST /webhook HTTP/1.1',
    'host: x',
    'content-type: application/json',
    'x-github-event: push',
    'x-github-delivery: d',
    `x-hub-signature-256: sha256=${'0'.repeat(64)}`,
    bytes === 'chunked' ? 'transfer-encoding: chunked' : `content-length: ${bytes}`,
    '\r\n',
  ].join('\r\n');

function deliver(port: number, bytes = 10_000, headers: Record<string, string> = {}): Promise<number> {
  const body = JSON.stringify({ zen: 'x'.repeat(bytes) });
  return fetch(`http://127.0.0.1:${port}/webhook`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'pull_request',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
      ...headers,
    },
  }).then(({ status }) => status);
}

const MANY = 25;

describe('strangers', () => {
  it.each<[string, number | 'chunked']>([
    ['bodies', 24 * MIB],
    ['chunked bodies', 'chunked'],
  ])('who hold many unsigned %s open lose them, and keep no delivery out', async (_what, bytes) => {
    const { port } = await build({ bodyRoomBytes: 8 * MIB, bounds: { requestTimeout: 60_000 } });
    const part = Buffer.alloc(MIB, 'x');
    const chunk = Buffer.concat([Buffer.from(`${MIB.toString(16)}\r\n`), part, Buffer.from('\r\n')]);
    const held = await Promise.all(Array.from({ length: MANY }, () => open(port, head(bytes))));
    for (let round = 0; round < 2; round++)
      for (const { socket } of held) write(socket, bytes === 'chunked' ? chunk : part);
    await waitUntil(() => held.filter(({ got }) => got.includes(' 503 ')).length >= MANY - 8);
    expect(await Promise.all([deliver(port), deliver(port, 3 * MIB)])).toEqual([202, 202]);
  });

  it.each([
    ['nothing', ''],
    ['half a line', 'POST /webh'],
    ['half of the headers', 'POST /webhook HTTP/1.1\r\nhost: x\r\n'],
    ['half a body', `${head(1000)}{`],
    ['half a chunk', `${head('chunked')}ff\r\n{`],
  ])('who send %s and then wait are sent away', async (_what, sent) => {
    const { port } = await build({ bounds: { requestTimeout: 300, connectionTimeout: 60_000 } });
    const one = await open(port, sent);
    await waitUntil(() => one.isClosed);
    expect(one.got).toContain(' 408 ');
  });

  it('who send a byte now and then are sent away all the same', async () => {
    const { port } = await build({ bounds: { requestTimeout: 500, connectionTimeout: 60_000 } });
    const one = await open(port, head(1_000_000));
    const drip = setInterval(() => write(one.socket, 'x'), 50);
    onTestFinished(() => clearInterval(drip));
    await waitUntil(() => one.isClosed);
    expect(one.got).toContain(' 408 ');
  });

  it('who send more than 16 KiB of headers are sent away', async () => {
    const { port } = await build();

    const one = await open(
      port,
      `POST /webhook HTTP/1.1\r\nhost: x\r\nx-much: ${'x'.repeat(16 * 1024)}\r\n\r\n`,
    );

    await waitUntil(() => one.isClosed);
    expect(one.got).toContain(' 431 ');
  });

  it('who open too many connections of one address get no more', async () => {
    const { app, port } = await build({ bounds: { most: 100, mostOfOne: 10 } });
    const all = await Promise.all(Array.from({ length: 30 }, () => open(port)));
    await waitUntil(() => all.filter(({ isClosed }) => isClosed).length === 20);

    expect(await new Promise((resolve) => app.server.getConnections((_error, count) => resolve(count)))).toBe(
      10,
    );
  });

  it('who keep connections open for nothing give way when they are many', async () => {
    const { port } = await build({ bounds: { most: 8, mostOfOne: 100 } });

    const idle = await Promise.all(
      Array.from({ length: 6 }, () => open(port, 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n')),
    );

    await waitUntil(() => idle.every(({ got }) => got.includes(' 200 ')));
    await open(port);
    await waitUntil(() => idle.every(({ isClosed }) => isClosed));
    expect(await deliver(port)).toBe(202);
  });

  it.each([
    ['alone', false as const, '1.1.1.1', '2.2.2.2', 429],
    ['behind a proxy', ['127.0.0.1'], '1.1.1.1', '2.2.2.2', 202],
    [
      'behind a proxy, whatever a client put before it',
      ['127.0.0.1'],
      '8.8.8.8, 1.1.1.1',
      '9.9.9.9, 1.1.1.1',
      429,
    ],
  ])('are told apart %s', async (_what, trustProxy, first, second, status) => {
    const { port } = await build({ requestsPerMinute: 1, trustProxy });
    await deliver(port, 10, { 'x-forwarded-for': first });
    expect(await deliver(port, 10, { 'x-forwarded-for': second })).toBe(status);
  });

  it.each(['/metrics', '/%6detrics'])('find no %s', async (path) => {
    const { port } = await build();
    expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(404);
  });
});
