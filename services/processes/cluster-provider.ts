import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { commandEnvironment } from '../clusters/kind/engine/command-environment.ts';
import { createCommandRunner } from '../clusters/kind/engine/command-runner.ts';
import { createKindProvider } from '../clusters/kind/kind-provider.ts';
import { createKindReaper, type KindReaper } from '../clusters/kind/removal/kind-reaper.ts';
import { localMachine } from '../clusters/kind/isolation/local-machine.ts';
import { createNetworkIsolation } from '../clusters/kind/isolation/network-isolation.ts';
import { nodeProxies } from '../clusters/kind/engine/node-proxies.ts';
import { createProgram } from '../clusters/kind/engine/program.ts';
import { systemClock } from '../../graders/core/system-clock.ts';
import type { Settings } from '../config/settings.ts';
import type { ClusterProvider } from '../domain/clusters/cluster.ts';
import { freePort } from '../store/embedded/free-port.ts';
import type { Logger } from '../observability/logger.ts';
import { proxiesOf } from './proxies.ts';

export interface ClusterTools {
  provider: ClusterProvider;
  reaper: KindReaper;
}

/** The kind provider and its reaper as the settings describe them. */
export function clusterTools(
  settings: Settings,
  options: {
    programs: Readonly<Record<string, string>>;
    workerId: string;
    logger: Pick<Logger, 'info' | 'warn'>;
  },
): ClusterTools {
  const common = {
    prefix: settings.clusterPrefix,
    dataFolder: settings.dataFolder,
    clock: systemClock,
    runner: createCommandRunner(),
    logger: options.logger,
    environment: options.programs,
  };

  const proxies = proxiesOf(settings);

  const ofNodes = nodeProxies(proxies, {
    egress: settings.clusterEgress,
    engine: options.programs['DOCKER_HOST'],
  });

  if (proxies.http !== undefined || proxies.https !== undefined)
    options.logger.info({ handedOn: Object.keys(ofNodes) }, 'proxies of cluster nodes');

  const isolation = createNetworkIsolation({
    ...common,
    policy: {
      mode: settings.networkIsolation,
      egress: settings.clusterEgress,
      allowed: settings.clusterReach ?? [],
    },
    environment: commandEnvironment(options.programs),
    docker: createProgram('docker', common.runner, commandEnvironment(options.programs)),
    machine: localMachine(),
  });

  return {
    provider: createKindProvider({
      ...common,
      isolation,
      nodeProxies: ofNodes,
      nodeImage: settings.nodeImage,
      workerId: options.workerId,
      randomBytes,
      freePort,
      // A sandbox may be opened long before a run takes it; see the pool's `maxAgeMs` and `leaseMs`.
      tokenSeconds: 2 * 3600,
      parallelCreations: availableParallelism() + 1,
      ...(settings.clusterCreateTimeout !== undefined && {
        createTimeoutMs: settings.clusterCreateTimeout * 1000,
      }),
    }),
    reaper: createKindReaper({ ...common, isolation }),
  };
}
