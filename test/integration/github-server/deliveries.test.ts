import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startCourse } from './course.ts';

type Received = { headers: NodeJS.Dict<string | string[]>; body: string };

async function startReceiver(answer: () => number = () => 202) {
  const received: Received[] = [];

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));

    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answer()).end();
    });
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook` };
}

const names = (received: Received[]) => received.map((each) => each.headers['x-github-event']);

describe('deliveries', () => {
  it('are signed over the raw body and carry GitHub’s headers', async () => {
    const { received, url } = await startReceiver();
    const { github } = await startCourse({ webhook: { url, secret: 'sakura' } });
    await github.idle();
    expect(names(received)).toEqual(['ping', 'installation', 'pull_request']);

    for (const { headers, body } of received) {
      const signature = createHmac('sha256', 'sakura').update(body).digest('hex');
      expect(headers['x-hub-signature-256']).toBe(`sha256=${signature}`);
      expect(headers['user-agent']).toMatch(/^GitHub-Hookshot\//);
      expect(headers['x-github-hook-installation-target-type']).toBe('integration');
    }
  });

  it('of every kind agree with GitHub’s description', async () => {
    const { url, received } = await startReceiver();
    const { github, repository, client, pull } = await startCourse({ webhook: { url } });

    const run = await client.rest.checks.create({
      owner: 'school',
      repo: 'course',
      name: 'grading',
      head_sha: pull.headSha,
      conclusion: 'failure',
    });

    github.rerequestCheckRun(run.data.id, { by: 'mika' });
    github.requestAction(run.data.id, 'regrade');
    github.rerequestCheckSuite(repository, pull.headSha);
    github.push(repository, { branch: 'work', files: { 'a/b.yaml': 'x\n' }, author: 'mika' });
    github.forcePush(repository, { branch: 'work', files: { 'a/b.yaml': 'y\n' }, author: 'mika' });
    github.push(repository, { branch: 'another', files: { 'c.yaml': 'z\n' } });
    github.editPullRequest(repository, 1, { title: 'Better', base: 'another' });
    github.setDraft(repository, 1, true);
    github.setDraft(repository, 1, false);
    const comment = github.comment(repository, 1, { author: 'mika', body: '/regrade' });
    github.editComment(repository, comment.id, '/help');
    github.closePullRequest(repository, 1, { merged: true });
    github.reopenPullRequest(repository, 1);
    github.addRepository({ owner: 'school', name: 'second' });
    github.renameRepository(repository, 'course-2027');
    github.uninstall('school');
    await github.idle();
    expect(github.violations).toEqual([]);
    expect(github.deliveries.every((each) => each.statusCode === 202)).toBe(true);

    expect(new Set(names(received))).toEqual(
      new Set([
        'ping',
        'installation',
        'installation_repositories',
        'pull_request',
        'push',
        'issue_comment',
        'check_run',
        'check_suite',
        'repository',
      ]),
    );
  });

  it('that failed can be listed and sent again under the same guid', async () => {
    let status = 500;
    const { received, url } = await startReceiver(() => status);
    const { app, github } = await startCourse({ webhook: { url } });
    await github.idle();
    const failed = (await app.rest.apps.listWebhookDeliveries({ status: 'failure' })).data;
    expect(failed.map((each) => each.status_code)).toEqual([500, 500, 500]);
    const [newest] = failed;
    status = 202;
    await app.rest.apps.redeliverWebhookDelivery({ delivery_id: newest?.id ?? 0 });
    await github.idle();
    expect(received.at(-1)?.headers['x-github-delivery']).toBe(newest?.guid);
    expect(received.at(-1)?.body).toBe(received.at(-2)?.body);
    const [again] = (await app.rest.apps.listWebhookDeliveries({ per_page: 1 })).data;
    expect(again).toMatchObject({ guid: newest?.guid, redelivery: true, status: 'OK' });
  });

  it('can be dropped, doubled and overtaken', async () => {
    const { received, url } = await startReceiver();
    const { github, repository } = await startCourse();
    github.setWebhook({ url });
    github.faults.add({ kind: 'drop', event: 'ping' });
    github.setWebhook({ url });
    github.faults.add({ kind: 'duplicate', event: 'push' });
    github.faults.add({ kind: 'overtaken', event: 'issue_comment' });
    github.comment(repository, 1, { author: 'mika', body: 'late' });
    github.push(repository, { files: { 'x.yaml': 'x\n' } });
    await github.idle();
    expect(names(received)).toEqual(['ping', 'push', 'push', 'issue_comment']);
    expect(received[1]?.headers['x-github-delivery']).toBe(received[2]?.headers['x-github-delivery']);

    expect(github.deliveries.filter((each) => each.statusCode === 0).map((each) => each.event)).toEqual([
      'ping',
    ]);
  });

  it('stop when the App is uninstalled', async () => {
    const { received, url } = await startReceiver();
    const { github, repository } = await startCourse();
    github.uninstall('school');
    github.setWebhook({ url });
    github.push(repository, { files: { 'x.yaml': 'x\n' } });
    await github.idle();
    expect(names(received)).toEqual(['ping']);
  });
});
