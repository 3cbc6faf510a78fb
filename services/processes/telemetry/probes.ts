import { statfs } from 'node:fs/promises';
import { createCommandRunner } from '../../clusters/kind/engine/command-runner.ts';
import { detectEngine } from '../../clusters/kind/engine/detect-engine.ts';
import type { Settings } from '../../config/settings.ts';
import { reachGitHub } from '../../github/client/reach-github.ts';
import type { Probe } from '../../observability/health.ts';
import type { Resources } from '../open-resources.ts';
import { fetchOf, type ProxySettings } from '../proxies.ts';

const GIB = 1024 ** 3;
/** A node image and a cluster take several; below it nothing should be begun. */
const LEAST_FREE_BYTES = 2 * GIB;

/** Store and queue. Nothing works without the store; without the queue deliveries wait in the inbox. */
export function resourceProbes(
  { store, queues }: Pick<Resources, 'store' | 'queues'>,
  { queueNeeded = true }: { queueNeeded?: boolean } = {},
): Probe[] {
  const common = { needed: true, holdsMs: 1000, timeoutMs: 3000 };
  return [
    {
      ...common,
      name: 'store',
      trouble: 'the database does not answer',
      look: () => store.health().then(() => undefined),
    },
    {
      ...common,
      name: 'queue',
      needed: queueNeeded,
      trouble: 'the server of the queue does not answer',
      look: () => queues.health().then(() => undefined),
    },
  ];
}

/** GitHub: without it everything waits and nothing is lost. */
export function githubProbe(settings: Pick<Settings, 'githubApiUrl'> & ProxySettings): Probe {
  const send = fetchOf(settings);
  return {
    name: 'github',
    needed: false,
    trouble: 'GitHub does not answer',
    holdsMs: 60_000,
    timeoutMs: 6000,
    look: () => reachGitHub(settings.githubApiUrl, 5000, send),
  };
}

/** Free space where the data folder is; `needed` for who makes clusters. */
export function diskProbe({ dataFolder }: Pick<Settings, 'dataFolder'>, needed: boolean): Probe {
  return {
    name: 'disk',
    needed,
    trouble: 'the data folder cannot be looked at',
    holdsMs: 15_000,
    timeoutMs: 3000,
    async look() {
      const { bavail, bsize } = await statfs(dataFolder);
      const free = bavail * bsize;
      if (free >= LEAST_FREE_BYTES) return undefined;
      return `${(free / GIB).toFixed(1)} GiB are free for the data folder, less than ${LEAST_FREE_BYTES / GIB} GiB`;
    },
  };
}

/** The Docker engine and kind, of a worker. */
export function engineProbe(environment: Readonly<Record<string, string>>): Probe {
  const runner = createCommandRunner();
  return {
    name: 'engine',
    needed: true,
    trouble: 'the Docker engine does not answer',
    holdsMs: 30_000,
    timeoutMs: 20_000,
    async look() {
      const engine = await detectEngine({ runner, environment });
      return engine.available ? undefined : `no cluster can be made (${engine.code})`;
    },
  };
}
