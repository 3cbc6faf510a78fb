import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openResources } from '../../../services/processes/open-resources.ts';
import { startWebhook } from '../../../services/processes/webhook.ts';
import { readSettings } from '../../../services/config/read-settings.ts';
import { createLogger } from '../../../services/observability/logger.ts';
import { createMetrics } from '../../../services/observability/metrics.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { hasRedis, startRedis } from '../../support/redis.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { pullRequestPayload } from '../../unit/webhook/payload-builders.ts';

const redisThere = await hasRedis();
const secret = 'a secret of the course';

const observers = {
  logger: createLogger({ level: 'silent', process: 'test' }),
  metrics: createMetrics('test'),
};

let server: DatabaseServer;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

/** The webhook process on a database of its own. */
async function buildWebhook(environment: Record<string, string> = {}) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'saiten-test-inbox-'));
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }));

  const settings = readSettings(
    {
      DATABASE_URL: await server.fresh(),
      SAITEN_DATA_FOLDER: dataFolder,
      SAITEN_WEBHOOK_PORT: '0',
      SAITEN_WEBHOOK_SECRET: secret,
      ...environment,
    },
    'webhook',
  );

  const resources = await openResources(settings);
  onTestFinished(() => resources.close());

  const start = async () => {
    const webhook = await startWebhook(settings, resources, observers);
    onTestFinished(() => webhook.stop());
    return webhook;
  };

  return { ...resources, start };
}

async function deliver(url: string, number: number): Promise<number> {
  const body = JSON.stringify(pullRequestPayload('opened', { number }));

  const response = await fetch(`${url}/webhook`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'pull_request',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  });

  return response.status;
}

describe('accepted deliveries', () => {
  it('are queued and leave the inbox behind the answer', async () => {
    const { start, store, queues } = await buildWebhook();
    const { url } = await start();

    expect(await Promise.all([1, 2, 3, 3].map((number) => deliver(url, number)))).toEqual([
      202, 202, 202, 202,
    ]);

    await waitUntil(async () => (await store.inbox.oldest(1)).length === 0);
    expect((await queues.counts()).intake.waiting).toBe(3);
  });

  it('of a process that died are handed over by the next one', async () => {
    const { start, store, queues } = await buildWebhook();

    await store.inbox.put({
      guid: 'left-behind',
      event: 'pull_request',
      action: 'grade-pull-request',
      work: {
        kind: 'grade-pull-request',
        pullRequest: {
          ...{ repositoryId: 42, owner: 'school', name: 'exercises', number: 3, headSha: 'a'.repeat(40) },
          ...{ authorId: 7, authorLogin: 'hanako', state: 'open', draft: false },
          updatedAt: '2026-11-23T08:00:00.000Z',
        },
      },
      receivedAt: new Date(),
    });

    await start();
    await waitUntil(async () => (await queues.counts()).intake.waiting === 1);
    expect(await store.pullRequests.get(42, 3)).toMatchObject({ headSha: 'a'.repeat(40) });
  });

  it.skipIf(!redisThere)('wait while Redis is away, and are not refused', async () => {
    const redis = await startRedis();
    const { start, store, queues } = await buildWebhook({ REDIS_URL: redis.url });
    const { url } = await start();
    await redis.stop();
    expect(await deliver(url, 1)).toBe(202);
    const back = await startRedis(Number(new URL(redis.url).port));
    onTestFinished(() => back.stop());
    await waitUntil(async () => (await store.inbox.oldest(1)).length === 0);
    expect((await queues.counts()).intake.waiting).toBe(1);
  });
});
