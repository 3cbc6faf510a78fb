import { readSettings } from '../../../services/config/read-settings.ts';
import { createLogger } from '../../../services/observability/logger.ts';
import { createMetrics } from '../../../services/observability/metrics.ts';
import { githubSettings } from '../../../services/processes/github-settings.ts';
import { openResources, type Resources } from '../../../services/processes/open-resources.ts';
import { reconcileTasks } from '../../../services/processes/reconcile-tasks.ts';
import { startWebhook } from '../../../services/processes/webhook.ts';
import { startWorker } from '../../../services/processes/worker.ts';
import type { Cluster } from '../../../services/domain/clusters/cluster.ts';
import { createGitHub } from '../../../services/github/create-github.ts';
import type { GitHubServer } from '../../github-server/control.ts';
import { startGitHubServer } from '../../github-server/start-github-server.ts';
import { startDatabaseServer } from '../database.ts';
import { waitUntil } from '../wait-until.ts';
import { scriptedExercises, type ScriptedExercises } from './scripted-exercises.ts';

/** A whole Saiten in this process, webhook and two workers, with scripted exercises and no clusters. */
export interface Classroom {
  github: GitHubServer;
  exercises: ScriptedExercises;
  store: Resources['store'];
  queues: Resources['queues'];
  webhookUrl: string;
  /** Whose token it acts with; undefined when it acts as an App. */
  botLogin: string | undefined;
  /** Names of clusters that were made and not removed. */
  clusters: ReadonlySet<string>;
  /** Resolves when nothing is on its way: no delivery, no job, nothing unpublished. */
  quiet(): Promise<void>;
  stopWorkers(): Promise<void>;
  /** Lets a task of the reconcile process run once, as if it were so many seconds later; returns how much it put right. */
  reconcile(task: string, secondsLater?: number): Promise<number>;
  startWorkers(): Promise<void>;
  databaseUrl: string;
  /** An empty database on the same server. */
  freshDatabase(): Promise<string>;
  /** Stops everything but GitHub and starts it again on another database, with an empty queue. */
  moveTo(databaseUrl: string): Promise<void>;
  close(): Promise<void>;
}

const WORKERS = 2;
const BOT = 'saiten-bot';

/** Starts it; `token` lets it act with a personal token instead of as an App. */
export async function startClassroom(
  options: {
    token?: boolean;
    environment?: Readonly<Record<string, string>>;
    /** Told every line of the log from warnings upwards. */
    onLog?: (line: string) => void;
  } = {},
): Promise<Classroom> {
  const database = await startDatabaseServer();
  const github = await startGitHubServer();
  const exercises = scriptedExercises();
  const clusters = new Set<string>();

  const identity = options.token
    ? { SAITEN_GITHUB_TOKEN: tokenOf(github) }
    : {
        SAITEN_GITHUB_APP_ID: String(github.app.id),
        SAITEN_GITHUB_PRIVATE_KEY: github.app.privateKey,
      };

  const databaseUrl = await database.fresh();

  const settings = readSettings(
    {
      DATABASE_URL: databaseUrl,
      SAITEN_WEBHOOK_PORT: '0',
      SAITEN_API_TOKEN: 'a-token-of-twenty-characters',
      SAITEN_WEBHOOK_SECRET: github.app.webhookSecret,
      SAITEN_GITHUB_API_URL: github.url,
      SAITEN_PUBLIC_URL: 'https://saiten.example',
      SAITEN_DEBOUNCE: '0.2',
      SAITEN_RETRY_DELAY: '0',
      // A pretended cluster cannot be proved ready ahead.
      SAITEN_POOL: 'off',
      SAITEN_WORKER_CONCURRENCY: '16',
      SAITEN_LANGUAGES: 'en,ja',
      ...identity,
      ...options.environment,
    },
    'serve',
  );

  let resources = await openResources(settings);

  const observers = {
    logger:
      options.onLog === undefined
        ? createLogger({ level: 'silent', process: 'scenarios' })
        : createLogger({ level: 'warn', process: 'scenarios' }, { write: options.onLog }),
    metrics: createMetrics('scenarios'),
  };

  let webhook = await startWebhook(settings, resources, observers);
  let workers: { stop(): Promise<void> }[] = [];

  async function startWorkers(): Promise<void> {
    for (let number = 0; number < WORKERS; number++)
      workers.push(
        await startWorker(settings, resources, {
          ...observers,
          programs: {},
          exercises,
          clusters: { provider: pretendedClusters(clusters), reaper: noReaper },
        }),
      );
  }

  async function stopWorkers(): Promise<void> {
    await Promise.all(workers.map((worker) => worker.stop()));
    workers = [];
  }

  await startWorkers();
  const listen = () => github.setWebhook({ url: `${webhook.url}/webhook`, secret: github.app.webhookSecret });
  listen();

  return {
    github,
    exercises,
    get store() {
      return resources.store;
    },
    get queues() {
      return resources.queues;
    },
    get webhookUrl() {
      return `${webhook.url}/webhook`;
    },
    databaseUrl,
    freshDatabase: () => database.fresh(),
    async moveTo(url) {
      await stopWorkers();
      await webhook.stop();
      await resources.close();
      const moved = { ...settings, databaseUrl: url };
      resources = await openResources(moved);
      webhook = await startWebhook(moved, resources, observers);
      listen();
      await startWorkers();
    },
    botLogin: options.token ? BOT : undefined,
    clusters,
    startWorkers,
    stopWorkers,
    async reconcile(name, secondsLater = 0) {
      const tasks = reconcileTasks({
        settings,
        resources,
        github: createGitHub(
          githubSettings(settings, observers.logger, { budget: resources.store.requestBudgets }),
        ),
        logger: observers.logger,
        now: () => Date.now() + secondsLater * 1000,
      });

      const task = tasks.find((one) => one.name === name);
      if (task === undefined) throw new Error(`There is no task ${name}.`);
      return task.run();
    },
    async quiet() {
      await github.idle();

      await waitUntil(async () => {
        if ((await resources.store.inbox.oldest(1)).length > 0) return false;
        const counts = Object.values(await resources.queues.counts());
        const pending = await resources.store.publications.waiting(new Date(Date.now() + 3_600_000), 1);
        return pending.length === 0 && counts.every((one) => one.waiting + one.active + one.delayed === 0);
      });
    },
    async close() {
      await stopWorkers();
      await webhook.stop();
      await resources.close();
      await github.close();
      await database.stop();
    },
  };
}

function tokenOf(github: GitHubServer): string {
  github.addUser(BOT);
  return github.createPersonalToken(BOT);
}

function pretendedClusters(alive: Set<string>) {
  return {
    async create({ name, profile }: { name: string; profile: string }): Promise<Cluster> {
      alive.add(name);
      const unused = () => Promise.reject(new Error('the scripted grader needs nothing of a cluster'));
      return {
        ...{
          name,
          profile,
          nodeImage: 'none',
          nodeImageId: 'none',
          kubernetesVersion: 'v1',
          kubectlPath: '',
        },
        ...{ openSandbox: unused, closeSandbox: unused, renderKustomize: unused, auditTrail: unused },
        ...{ evidence: unused, askHost: unused },
        ...{ probe: unused, ping: unused, freeze: unused, thaw: unused },
      };
    },
    async destroy(name: string) {
      alive.delete(name);
    },
    fingerprint: async () => 'pretended',
  };
}

const noReaper = { list: async () => [], look: async () => [], preview: async () => [] };
