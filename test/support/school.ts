import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { CheckRun, GitHubServer, Repository } from '../github-server/control.ts';
import { startGitHubServer } from '../github-server/start-github-server.ts';
import { startDatabaseServer } from './database.ts';
import { freePort } from '../../services/store/embedded/free-port.ts';
import { TEST_ENVIRONMENT } from './kind-engine.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/saiten.js', import.meta.url));
const EXERCISES = fileURLToPath(new URL('../fixtures/exercises', import.meta.url));
/** The operator's. */
export const SCHOOL_TOKEN = 'a-token-of-twenty-characters';
const REPOSITORY = 'school/kubernetes-course';

/** A whole Saiten as a school runs it: `saiten serve` as a process of its own between a GitHub and a database. */
export interface School {
  github: GitHubServer;
  repository: Repository;
  /** Names of clusters of this school start with it. */
  prefix: string;
  /** Where its clusters' files lie. */
  dataFolder: string;
  /** Address of its database. */
  databaseUrl: string;
  /** Starts (another) `saiten serve`; resolves when it is ready. */
  serve(environment?: Readonly<Record<string, string>>): Promise<ServedProcess>;
  /** Runs another command of `saiten` with the settings of this school; resolves to all that it printed. */
  run(...args: string[]): Promise<string>;
  /** Opens a pull request with these files; returns its number and head. */
  submit(
    author: string,
    files: Record<string, string | Buffer | { symlink: string } | { submodule: string }>,
  ): { number: number; headSha: string };
  /** Waits for the completed check run of a commit. */
  verdict(headSha: string, withinMs?: number): Promise<CheckRun>;
  /** Waits until `condition` gives something. */
  eventually<Value>(
    what: string,
    condition: () => Value | undefined | Promise<Value | undefined>,
    withinMs?: number,
  ): Promise<Value>;
  close(): Promise<void>;
}

export interface ServedProcess {
  /** Where the REST API is. */
  api: string;
  log(): string;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startSchool(): Promise<School> {
  const database = await startDatabaseServer();
  const github = await startGitHubServer();
  const repository = github.addRepository({ owner: 'school', name: 'kubernetes-course' });
  const dataFolder = await mkdtemp(join(tmpdir(), 'saiten-school-'));
  const databaseUrl = await database.fresh();
  const prefix = `t${randomUUID().replaceAll('-', '').slice(0, 8)}`;
  const served: ServedProcess[] = [];

  const settings: Readonly<Record<string, string>> = {
    ...TEST_ENVIRONMENT,
    DATABASE_URL: databaseUrl,
    SAITEN_DATA_FOLDER: dataFolder,
    SAITEN_EXERCISES_FOLDER: EXERCISES,
    SAITEN_API_TOKEN: SCHOOL_TOKEN,
    SAITEN_WEBHOOK_SECRET: github.app.webhookSecret,
    SAITEN_GITHUB_API_URL: github.url,
    SAITEN_GITHUB_APP_ID: String(github.app.id),
    SAITEN_GITHUB_PRIVATE_KEY: github.app.privateKey,
    SAITEN_CLUSTER_PREFIX: prefix,
    SAITEN_DEBOUNCE: '0',
    SAITEN_JOB_LOCK: '4',
    SAITEN_RETRY_DELAY: '0',
    // Tests look whether a cluster is left.
    SAITEN_POOL: 'off',
  };

  async function serve(environment: Readonly<Record<string, string>> = {}): Promise<ServedProcess> {
    const webhookPort = await freePort();
    const apiPort = await freePort();

    const process = execa('node', [PROGRAM, 'serve'], {
      env: {
        ...settings,
        SAITEN_WEBHOOK_PORT: String(webhookPort),
        SAITEN_API_PORT: String(apiPort),
        ...environment,
      },
      extendEnv: false,
      reject: false,
      buffer: false,
      // An orderly stop removes clusters; on a busy machine that takes longer than the five seconds it would have.
      forceKillAfterDelay: false,
      stdout: 'pipe',
      stderr: 'pipe',
    });

    let text = '';
    process.stderr.setEncoding('utf8').on('data', (part: string) => (text = (text + part).slice(-100_000)));

    await eventually('saiten serve is ready', async () => {
      if (process.exitCode !== null) throw new Error(`saiten serve ended: ${text}`);
      const answer = await fetch(`http://127.0.0.1:${webhookPort}/readyz`).catch(() => undefined);
      return answer?.ok === true ? true : undefined;
    });

    github.setWebhook({ url: `http://127.0.0.1:${webhookPort}/webhook`, secret: github.app.webhookSecret });

    const ended = async (signal: 'SIGKILL' | 'SIGTERM') => {
      process.kill(signal);
      await process;
    };

    const one = {
      api: `http://127.0.0.1:${apiPort}/api/v1`,
      log: () => text,
      kill: () => ended('SIGKILL'),
      stop: () => ended('SIGTERM'),
    };

    served.push(one);
    return one;
  }

  return {
    github,
    repository,
    prefix,
    dataFolder,
    databaseUrl,
    serve,
    async run(...args) {
      const ended = await execa('node', [PROGRAM, ...args], {
        env: settings,
        extendEnv: false,
        reject: false,
        all: true,
      });

      return ended.all;
    },
    submit(author, files) {
      github.addUser(author);
      github.commitFiles(repository, { branch: author, files, author });
      return github.openPullRequest({ repo: repository, head: author, title: 'My answer', author });
    },
    verdict: (headSha, withinMs = 240_000) =>
      eventually(
        `a verdict on ${headSha}`,
        () => github.checkRuns(REPOSITORY, headSha).find(({ status }) => status === 'completed'),
        withinMs,
      ),
    eventually,
    async close() {
      await Promise.all(served.map((one) => one.stop()));
      await github.close();
      await database.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function eventually<Value>(
  what: string,
  condition: () => Value | undefined | Promise<Value | undefined>,
  withinMs = 60_000,
): Promise<Value> {
  const deadline = Date.now() + withinMs;

  for (;;) {
    const value = await condition();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await sleep(100);
  }
}
