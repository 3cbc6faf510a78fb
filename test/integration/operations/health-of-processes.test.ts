import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { HealthReport } from '../../../services/observability/health.ts';
import type { GitHubServer } from '../../github-server/control.ts';
import { startGitHubServer } from '../../github-server/start-github-server.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { freePort } from '../../../services/store/embedded/free-port.ts';
import { waitUntil } from '../../support/wait-until.ts';

let database: DatabaseServer;
let github: GitHubServer;
let folder: string;

beforeAll(async () => {
  database = await startDatabaseServer();
  github = await startGitHubServer();
  folder = await mkdtemp(join(tmpdir(), 'saiten-health-'));
});

afterAll(async () => {
  await github.close();
  await database.stop();
  await rm(folder, { recursive: true });
});

/** A process of Saiten without any program in its path, so without a Docker engine. */
async function start(role: string, environment: Record<string, string> = {}) {
  const port = await freePort();

  const child = execa(process.execPath, ['bin/saiten.js', role], {
    env: {
      PATH: '/nowhere',
      DATABASE_URL: await database.fresh(),
      SAITEN_DATA_FOLDER: folder,
      SAITEN_OPERATIONS_PORT: String(port),
      SAITEN_API_PORT: '0',
      SAITEN_WEBHOOK_PORT: '0',
      SAITEN_API_TOKEN: 'a-token-of-twenty-characters',
      SAITEN_WEBHOOK_SECRET: 'geheimgeheim',
      SAITEN_GITHUB_API_URL: github.url,
      SAITEN_GITHUB_APP_ID: String(github.app.id),
      SAITEN_GITHUB_PRIVATE_KEY: github.app.privateKey,
      ...environment,
    },
    extendEnv: false,
    reject: false,
    forceKillAfterDelay: false,
    all: true,
  });

  onTestFinished(() => void child.kill('SIGKILL'));

  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
    return answer === undefined ? undefined : { status: answer.status, text: await answer.text() };
  };

  await waitUntil(async () => {
    if (child.exitCode !== null) throw new Error((await child).all);
    return (await ask('/healthz')) !== undefined;
  });

  const report = async () => JSON.parse((await ask('/readyz'))?.text ?? '{}') as HealthReport;
  return { child, ask, report };
}

describe('a worker', () => {
  it('without an engine is alive, not ready, and says why', async () => {
    const { ask, report } = await start('worker');
    expect([(await ask('/healthz'))?.status, (await ask('/readyz'))?.status]).toEqual([200, 503]);
    const { dependencies } = await report();

    expect(dependencies).toMatchObject({
      store: { state: 'ok' },
      queue: { state: 'ok' },
      github: { state: 'ok' },
      engine: { state: 'down', reason: expect.stringContaining('no cluster can be made') as string },
    });

    expect((await ask('/metrics'))?.text).toContain(
      'saiten_dependency_up{dependency="engine",process="worker"} 0',
    );
  });
});

describe('a reconciler', () => {
  it('without GitHub is ready and degraded', async () => {
    const { ask, report } = await start('reconcile', { SAITEN_GITHUB_API_URL: 'http://127.0.0.1:1' });

    expect([(await ask('/readyz'))?.status, await report()]).toMatchObject([
      200,
      {
        status: 'degraded',
        dependencies: { github: { state: 'degraded', reason: 'GitHub does not answer' } },
      },
    ]);
  });
});

describe('an API', () => {
  it('that is told to stop is not ready first, still answers, and then ends in order', async () => {
    const { child, ask, report } = await start('api', { SAITEN_SHUTDOWN_DELAY: '5' });
    expect((await report()).status).toBe('ready');
    child.kill('SIGTERM');
    await waitUntil(async () => (await report()).status === 'shutting-down');
    expect([(await ask('/readyz'))?.status, (await ask('/healthz'))?.status]).toEqual([503, 200]);
    expect((await child).exitCode).toBe(0);
  });
});
