import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createWebhookApp } from '../../../services/webhook/app.ts';
import type { GitHubServer } from '../../github-server/control.ts';
import { buildHealth } from '../../support/builders/health.ts';
import { startForwardProxy } from '../../support/forward-proxy.ts';
import { startGitHubServer } from '../../github-server/start-github-server.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/saiten.js', import.meta.url));
const WEBHOOK = 'https://saiten.example.org/webhook';

async function build() {
  const github = await startGitHubServer();
  onTestFinished(() => github.close());
  const folder = await mkdtemp(join(tmpdir(), 'saiten-app-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { github, folder };
}

function saiten(args: string[], environment: Record<string, string>) {
  return execa('node', [PROGRAM, 'github', ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    extendEnv: false,
    reject: false,
    all: true,
  });
}

/** Starts `create-app` and answers where its page is. */
async function createApp(github: GitHubServer, folder: string, more: string[] = []) {
  const process = saiten(['create-app', '--webhook-url', WEBHOOK, '--folder', folder, ...more], {
    SAITEN_GITHUB_API_URL: github.url,
  });

  const url = await new Promise<string>((resolve, reject) => {
    let text = '';

    process.all.on('data', (part: Buffer) => {
      text += part.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
      if (found) resolve(found[0]);
    });

    process.all.once('end', () => reject(new Error(text)));
  });

  return { process, url };
}

/** Follows the page to GitHub and answers the address with the code to which GitHub sends the browser back. */
async function agree(github: GitHubServer, url: string): Promise<string> {
  const page = unescape(await (await fetch(url)).text());
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
  const manifest = /name="manifest" value="(.*)">/.exec(page)?.[1] ?? '';
  const asked = await fetch(action, { method: 'POST', body: new URLSearchParams({ manifest }) });
  const button = /href="([^"]+)"/.exec(await asked.text())?.[1] ?? '';
  const agreed = await fetch(`${github.url}${button}`, { redirect: 'manual' });
  return agreed.headers.get('location') ?? '';
}

function unescape(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

describe('saiten github create-app', () => {
  it('registers an App that works, and keeps its key to the owner', async () => {
    const { github, folder } = await build();
    github.addOrganization('school');

    const { process, url } = await createApp(github, folder, [
      '--organization',
      'school',
      '--name',
      'Grader',
    ]);

    const done = await (await fetch(await agree(github, url))).text();
    const { exitCode, all } = await process;
    expect([exitCode, done.includes('/apps/grader/installations/new')]).toEqual([0, true]);
    expect(all).toContain('github doctor');
    const key = join(folder, 'app.pem');

    expect([await readFile(key, 'utf8'), (await stat(key)).mode & 0o777]).toEqual([
      github.app.privateKey,
      0o600,
    ]);

    const environment = await readFile(join(folder, 'saiten.env'), 'utf8');
    expect(environment).toContain(`SAITEN_GITHUB_APP_ID=${github.app.id}\n`);
    expect(environment).toContain(`SAITEN_WEBHOOK_SECRET=${github.app.webhookSecret}\n`);
    expect(github.violations).toEqual([]);
  });

  it('takes no answer with another state', async () => {
    const { github, folder } = await build();
    const { process, url } = await createApp(github, folder);
    const back = new URL(await agree(github, url));
    back.searchParams.set('state', 'somebody-else');
    expect((await fetch(back)).status).toBe(400);
    await fetch(`${url}/decline`);
    expect((await process).all).toContain('you declined');
    await expect(stat(join(folder, 'app.pem'))).rejects.toThrow();
  });

  it('says that a code is too old', async () => {
    const { github, folder } = await build();
    const { process, url } = await createApp(github, folder);
    const back = await agree(github, url);
    github.advanceClock(2 * 3_600_000);
    await fetch(back);
    const { exitCode, all } = await process;
    expect([exitCode, all.includes('valid for one hour and once')]).toEqual([2, true]);
  });
});

describe('saiten github doctor', () => {
  async function examined(change: (github: GitHubServer) => void, more: Record<string, string> = {}) {
    const { github } = await build();

    const webhook = await createWebhookApp({
      secrets: [github.app.webhookSecret],
      accept: async () => ({ outcome: 'ignored', detail: 'ping-event' }),
      health: buildHealth(),
      clock: () => new Date(),
    });

    onTestFinished(() => webhook.close());
    const url = `${await webhook.listen({ port: 0, host: '127.0.0.1' })}/webhook`;
    github.setWebhook({ url, secret: github.app.webhookSecret });
    github.addRepository({ owner: 'school', name: 'course' });
    change(github);
    await github.idle();

    const { exitCode, stdout } = await saiten(['doctor', '--json'], {
      SAITEN_GITHUB_API_URL: github.url,
      SAITEN_GITHUB_APP_ID: String(github.app.id),
      SAITEN_GITHUB_PRIVATE_KEY: github.app.privateKey,
      SAITEN_WEBHOOK_SECRET: github.app.webhookSecret,
      SAITEN_WEBHOOK_URL: url,
      ...more,
    });

    const { diagnoses } = JSON.parse(stdout) as {
      diagnoses: { check: string; state: string; found: string; fix?: string }[];
    };

    expect(github.violations).toEqual([]);
    return { exitCode, problems: diagnoses.filter(({ state }) => state === 'problem'), diagnoses };
  }

  it('names the proxy in use without its password, and asks through it', async () => {
    const proxy = await startForwardProxy({ user: 'saiten', password: 'geheim' });
    onTestFinished(() => proxy.close());

    const { exitCode, diagnoses } = await examined(() => undefined, {
      HTTP_PROXY: proxy.url,
      NO_PROXY: 'registry.example',
    });

    const { port } = new URL(proxy.url);

    expect([exitCode, diagnoses.filter(({ check }) => check === 'proxy')]).toEqual([
      0,
      [
        {
          check: 'proxy',
          state: 'ok',
          found: `http: through http://127.0.0.1:${port}; without it: this machine, registry.example`,
        },
      ],
    ]);
  });

  it('finds nothing to put right in a good connection', async () => {
    expect(await examined(() => undefined)).toMatchObject({ exitCode: 0, problems: [] });
  });

  it.each<[string, (github: GitHubServer) => void, Record<string, string>, string]>([
    [
      'a permission not accepted',
      (github) => void github.install('school', { permissions: { metadata: 'read', contents: 'read' } }),
      {},
      'permissions of school',
    ],
    ['an App installed nowhere', (github) => github.uninstall('school'), {}, 'installations'],
    [
      'another secret',
      () => undefined,
      { SAITEN_WEBHOOK_SECRET: 'quite-another-secret' },
      'webhook endpoint',
    ],
    [
      'another address',
      () => undefined,
      { SAITEN_WEBHOOK_URL: 'http://127.0.0.1:9/webhook' },
      'webhook of the App',
    ],
    ['a wrong App id', () => undefined, { SAITEN_GITHUB_APP_ID: '4711' }, 'App'],
    [
      'deliveries that failed',
      (github) => {
        github.faults.add({ event: 'pull_request', kind: 'drop' });
        github.commitFiles('school/course', { branch: 'main', files: { 'a.yaml': 'a' } });
        github.commitFiles('school/course', { branch: 'work', files: { 'b.yaml': 'b' } });
        github.openPullRequest({ repo: 'school/course', head: 'work', title: 'Mine', author: 'mika' });
      },
      {},
      'deliveries of the last day',
    ],
    ['a clock that is wrong', (github) => github.advanceClock(900_000), {}, 'clock'],
  ])('names %s and the next step', async (_name, change, more, check) => {
    const { exitCode, problems } = await examined(change, more);
    expect(exitCode).toBe(1);
    expect(problems.find((problem) => problem.check === check)?.fix).toBeTruthy();
  });
});
