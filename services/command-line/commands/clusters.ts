import { setTimeout as sleep } from 'node:timers/promises';
import { loadSettings } from '../../config/load.ts';
import type { Settings } from '../../config/settings.ts';
import { clusterTools } from '../cluster-provider.ts';
import { openResources } from '../open-resources.ts';
import { reapClusters } from '../../worker/reap-clusters.ts';

const silent = { info: () => undefined, warn: () => undefined };
/** Milliseconds between the two looks that must agree. */
const BETWEEN_LOOKS = 3000;
/** Milliseconds of silence after which a worker counts as gone. */
const SILENCE_MS = 20_000;

/** Prints the clusters of this deployment on this host. */
export async function listClusters(): Promise<void> {
  const { settings, programs } = loadSettings('local');
  const { reaper } = tools(settings, programs);
  const remains = await reaper.list();
  if (remains.length === 0) {
    process.stdout.write(`no clusters named ${settings.clusterPrefix}-…\n`);
    return;
  }
  for (const { name, worker, createdAt, deadline } of remains) {
    const until = deadline === undefined ? '' : `  until ${deadline.toISOString()}`;
    process.stdout.write(`${name}  made ${createdAt.toISOString()}${until}  by ${worker ?? 'unknown'}\n`);
  }
}

/** Removes what no living worker holds, or only says what that would be. */
export async function reapOrphans({ dryRun = false }: { dryRun?: boolean }): Promise<void> {
  const { settings, programs } = loadSettings('local');
  const { reaper } = tools(settings, programs);
  const resources = await openResources(settings);
  const { pool, workers } = resources.store;
  try {
    if (dryRun) {
      const alive = new Set(
        (await workers.alive(new Date(Date.now() - SILENCE_MS))).map(({ workerId }) => workerId),
      );
      const orphans = (await reaper.list()).filter(
        ({ worker }) => worker === undefined || !alive.has(worker),
      );
      process.stdout.write(
        orphans.map(({ name }) => `would remove ${name}\n`).join('') || 'nothing to remove\n',
      );
      return;
    }
    const look = () => reapClusters({ reaper, pool, workers, now: Date.now, silenceMs: SILENCE_MS });
    await look();
    await sleep(BETWEEN_LOOKS);
    process.stdout.write(`removed ${await look()} clusters\n`);
  } finally {
    await resources.close();
  }
}

function tools(settings: Settings, programs: Readonly<Record<string, string>>) {
  return clusterTools(settings, { programs, workerId: `local-${process.pid}`, logger: silent });
}
