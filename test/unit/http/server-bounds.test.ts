import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { serverOptions } from '../../../services/http/server-bounds.ts';
import { createWebhookApp } from '../../../services/webhook/app.ts';
import { createApi } from '../../../services/api/app.ts';
import { apiOptions } from '../../support/builders/api-options.ts';
import { buildHealth } from '../../support/builders/health.ts';

const webhook = () =>
  createWebhookApp({
    secrets: ['secret-of-test'],
    accept: async () => ({ outcome: 'accepted', detail: 'x' }),
    health: buildHealth(),
    clock: () => new Date(0),
  });

describe('the bounds of a server', () => {
  it.each([
    ['the webhook', webhook, { requestTimeout: 10_000, timeout: 30_000, maxConnections: 1024 }],
    [
      'the API',
      () => createApi(apiOptions({})),
      { requestTimeout: 30_000, timeout: 60_000, maxConnections: 4096 },
    ],
  ])('hold for %s', async (_what, create, bounds) => {
    const { server } = await create();
    expect(server).toMatchObject({ ...bounds, headersTimeout: 10_000, keepAliveTimeout: 72_000 });
  });

  it('never let headers take longer than the whole request', () => {
    const app = Fastify(serverOptions({ requestTimeout: 500, connectionTimeout: 1, most: 1, mostOfOne: 1 }));
    expect([app.server.headersTimeout, app.server.requestTimeout]).toEqual([500, 500]);
  });
});
