import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { chooseNodeImage } from '../cluster/choose-node-image.ts';
import { createCommandRunner } from '../cluster/command-runner.ts';
import { createKindProvider } from '../cluster/kind-provider.ts';
import { createKindReaper, type KindReaper } from '../cluster/kind-reaper.ts';
import { systemClock } from '../../graders/system-clock.ts';
import type { Settings } from '../config/settings.ts';
import type { ClusterProvider } from '../domain/cluster.ts';
import type { Logger } from '../observability/logger.ts';

export interface ClusterTools {
  nodeImage: string;
  provider: ClusterProvider;
  reaper: KindReaper;
}

/** The kind provider and its reaper as the settings describe them. */
export async function clusterTools(
  settings: Settings,
  options: {
    programs: Readonly<Record<string, string>>;
    workerId: string;
    logger: Pick<Logger, 'info' | 'warn'>;
  },
): Promise<ClusterTools> {
  const runner = createCommandRunner();
  const { image, reason } = await chooseNodeImage({
    wanted: settings.nodeImage,
    runner,
    environment: options.programs,
  });
  options.logger.info({ image, reason }, 'node image chosen');
  const common = {
    prefix: settings.clusterPrefix,
    dataFolder: settings.dataFolder,
    clock: systemClock,
    runner,
    logger: options.logger,
    environment: options.programs,
  };
  return {
    nodeImage: image,
    provider: createKindProvider({
      ...common,
      nodeImage: image,
      workerId: options.workerId,
      randomBytes,
      parallelCreations: availableParallelism(),
      createTimeoutMs: settings.clusterCreateTimeout * 1000,
    }),
    reaper: createKindReaper(common),
  };
}
