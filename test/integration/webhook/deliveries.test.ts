import { createHmac } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGitHub } from '../../../services/github/create-github.ts';
import { createAcceptDelivery } from '../../../services/webhook/accept-delivery.ts';
import { createWebhookApp } from '../../../services/webhook/app.ts';
import type { WebhookAppOptions } from '../../../services/webhook/webhook-app-options.ts';
import { buildHealth } from '../../support/builders/health.ts';
import { startGitHubServer } from '../../github-server/start-github-server.ts';

const secret = 'a secret of the course';
const replayed = '6f1c2a10-0000-4000-8000-000000000001';
const isOf = (kind: string) => (work: object) => 'kind' in work && work.kind === kind;

/** The endpoint on a free port, with an inbox in memory. */
async function buildWebhook(options: Partial<WebhookAppOptions> = {}) {
  const inbox = new Map<string, { action: string; work: object }>();
  const contents = new Set<string>();
  const errors: string[] = [];
  const store = { down: false };
  let woken = 0;
  const clock = () => new Date('2026-11-23T08:00:00Z');

  const accept = createAcceptDelivery({
    inbox: {
      async put({ guid, content, action, work }) {
        if (store.down) throw new Error('the store is down');
        const known = contents.has(content.toString('hex'));
        if (inbox.has(guid) || known) return false;
        contents.add(content.toString('hex'));
        inbox.set(guid, { action, work });
        return true;
      },
    },
    wake: () => void woken++,
    clock,
  });

  const app = await createWebhookApp({
    secrets: [secret],
    accept,
    health: buildHealth(async () => {
      if (store.down) throw new Error('the store is down');
    }),
    clock,
    logger: {
      info: () => {},
      warn: () => {},
      error: (_facts: unknown, text?: string) => void errors.push(text ?? ''),
    },
    ...options,
  });

  onTestFinished(() => app.close());
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const work = () => [...inbox.values()].map((delivery) => delivery.work);
  return { url, inbox, work, errors, store, woken: () => woken };
}

/** The fake GitHub, sending its webhooks to the endpoint. */
async function buildBoth(options: Partial<WebhookAppOptions> = {}) {
  const webhook = await buildWebhook(options);
  const github = await startGitHubServer({ webhook: { url: `${webhook.url}/webhook`, secret } });
  onTestFinished(() => github.close());

  const repository = github.addRepository({
    owner: 'school',
    name: 'exercises',
    files: { 'README.md': 'hi' },
  });

  github.commitFiles(repository, { branch: 'work', files: { 'pod.yaml': 'kind: Pod' }, author: 'hanako' });

  const open = async () => {
    const pull = github.openPullRequest({
      repo: repository,
      head: 'work',
      title: 'My pod',
      author: 'hanako',
    });

    await github.idle();
    return pull;
  };

  return { ...webhook, github, repository, open };
}

function post(url: string, body: string, headers: Record<string, string> = {}) {
  return fetch(`${url}/webhook`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'pull_request',
      'x-github-delivery': replayed,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      ...headers,
    },
  });
}

describe('deliveries of GitHub', () => {
  it('are answered 202 when they are in the inbox', async () => {
    const { open, work, woken, github, repository } = await buildBoth();
    const pull = await open();

    expect(work()).toContainEqual(
      expect.objectContaining({
        kind: 'grade-pull-request',
        pullRequest: expect.objectContaining({
          repositoryId: repository.id,
          number: pull.number,
          headSha: pull.headSha,
          authorLogin: 'hanako',
          name: 'exercises',
        }) as object,
      }),
    );

    expect(woken()).toBe(work().length);
    const delivery = github.deliveries.find(({ event }) => event === 'pull_request');
    expect(delivery).toMatchObject({ statusCode: 202, status: 'OK' });
  });

  it('are refused with 503 while the store is down, and accepted when redelivered', async () => {
    const { open, inbox, store, github } = await buildBoth();
    store.down = true;
    await open();
    const failed = github.deliveries.find(({ event }) => event === 'pull_request');
    expect(failed).toMatchObject({ statusCode: 503 });
    expect(inbox.size).toBe(0);
    store.down = false;
    github.redeliver(failed?.guid ?? '');
    await github.idle();
    expect([...inbox.keys()]).toEqual([failed?.guid]);
  });

  it('wake nobody a second time under the same guid', async () => {
    const { open, woken, github } = await buildBoth();
    await open();
    const before = woken();
    const { guid } = github.deliveries.find(({ event }) => event === 'pull_request') ?? { guid: '' };
    github.redeliver(guid);
    await github.idle();
    expect(woken()).toBe(before);
    expect(github.deliveries.at(-1)).toMatchObject({ guid, redelivery: true, statusCode: 202 });
  });

  it.each<[string, Record<string, string>]>([
    ['under a new guid', {}],
    ['as another event', { 'x-github-event': 'push' }],
  ])('replayed %s ask for nothing', async (_how, headers) => {
    const { open, inbox, url, github, woken } = await buildBoth();
    await open();
    const before = woken();
    const { payload } = github.deliveries.find(({ event }) => event === 'pull_request') ?? {};
    expect((await post(url, JSON.stringify(payload), headers)).status).toBe(202);
    expect([inbox.has(replayed), woken()]).toEqual([false, before]);
  });

  it('ask for a command and the re-runs of a check and of its suite', async () => {
    const { open, work, github, repository } = await buildBoth();
    const pull = await open();
    github.comment(repository, pull.number, { author: 'hanako', body: '> /regrade\n\nnot yet' });
    github.comment(repository, pull.number, { author: 'hanako', body: '/regrade' });
    await github.idle();

    expect(work().filter(isOf('command'))).toMatchObject([
      { command: 'regrade', pullNumber: pull.number, requestedBy: { login: 'hanako' } },
    ]);

    const { id } = await createGitHub({
      mode: 'app',
      appId: github.app.id,
      privateKey: github.app.privateKey,
      baseUrl: github.url,
    })
      .forRepository({ repositoryId: repository.id, owner: repository.owner, name: repository.name })
      .checkRuns.ensure({
        headSha: pull.headSha,
        name: 'grading / 01-pods',
        externalId: '01J00000000000000000000001',
        status: 'queued',
        output: { title: 'Waiting', summary: 'In the queue.' },
      });

    github.rerequestCheckRun(id);
    github.rerequestCheckSuite(repository, pull.headSha);
    await github.idle();
    const forRun = { headSha: pull.headSha, submissionId: '01J00000000000000000000001' };
    expect(work().filter(isOf('regrade'))).toHaveLength(2);
    expect(work()).toContainEqual(expect.objectContaining(forRun));
  });
});

describe('other requests', () => {
  const body = JSON.stringify({ zen: 'Keep it logically awesome.' });

  it.each<[string, number, string, Record<string, string>]>([
    ['a changed body', 401, '{}', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    ['no signature', 400, body, { 'x-hub-signature-256': '' }],
    ['no event', 400, body, { 'x-github-event': '' }],
    ['no delivery id', 400, body, { 'x-github-delivery': '' }],
    ['a form', 415, body, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', 415, body, { 'content-type': 'text/plain' }],
    ['a signed body that is not JSON', 400, '{"a":', {}],
    ['an empty body', 400, '', {}],
    ['a body over the limit', 413, JSON.stringify('x'.repeat(2000)), {}],
  ])('%s: %i', async (_name, status, sent, headers) => {
    const { url, inbox } = await buildWebhook({ bodyLimitBytes: 1000 });
    const response = await post(url, sent, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status, detail: expect.any(String) as string });
    expect(inbox.size).toBe(0);
  });

  it('takes an unknown event and counts it', async () => {
    const counted: { event: string; outcome: string }[] = [];
    const { url } = await buildWebhook({ count: (labels) => void counted.push(labels) });
    expect((await post(url, body, { 'x-github-event': 'star' })).status).toBe(202);
    expect(counted).toEqual([{ event: 'unknown', outcome: 'ignored' }]);
  });

  it('tells the operator about wrong signatures once', async () => {
    const { url, errors } = await buildWebhook();
    const wrong = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
    await post(url, body, wrong);
    await post(url, body, wrong);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('SAITEN_WEBHOOK_SECRET');
  });

  it('slows an address down that sends too much', async () => {
    const { url } = await buildWebhook({ requestsPerMinute: 1 });
    await post(url, body);
    expect((await post(url, body)).status).toBe(429);
  });

  it('is ready only when store and queue answer, and healthy all the time', async () => {
    const { url, store } = await buildWebhook();
    const status = async (path: string) => (await fetch(url + path)).status;
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);
    store.down = true;
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
  });

  it('does not start without a secret', async () => {
    await expect(buildWebhook({ secrets: [] })).rejects.toMatchObject({ code: 'webhook-secret-missing' });
  });
});
