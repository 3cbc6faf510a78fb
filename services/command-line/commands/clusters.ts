import { setTimeout as sleep } from 'node:timers/promises';
import { loadSettings } from '../../config/load.ts';
import type { Settings } from '../../config/settings.ts';
import { clusterTools } from '../../processes/cluster-provider.ts';
import { openResources } from '../../processes/open-resources.ts';
import type { ReapReason } from '../../clusters/kind/removal/reap.ts';
import { reapClusters } from '../../worker/runs/reap-clusters.ts';
import { liveWorkers } from '../../worker/runs/live-workers.ts';

const silent = { info: () => undefined, warn: () => undefined };
/** Milliseconds between the two looks that must agree. */
const BETWEEN_LOOKS = 3000;
/** Milliseconds of silence after which a worker counts as gone. */
const SILENCE_MS = 20_000;

const REASONS: Readonly<Record<ReapReason, string>> = {
  'deadline-passed': 'its deadline has passed',
  'worker-gone': 'its worker gives no sign of life',
  unknown: 'no worker knows it',
};

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
    const records = { pool, workers, now: Date.now, silenceMs: SILENCE_MS };

    if (dryRun) {
      const orphans = await reaper.preview(await liveWorkers(records));
      const lines = orphans.map(({ name, reason }) => `would remove ${name} (${REASONS[reason]})\n`);
      process.stdout.write(lines.join('') || 'nothing to remove\n');
      return;
    }

    const look = () => reapClusters({ ...records, reaper });
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
