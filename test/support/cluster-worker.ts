import { randomBytes } from 'node:crypto';
import { createCommandRunner } from '../../services/clusters/kind/engine/command-runner.ts';
import { createKindReaper, type KindReaper } from '../../services/clusters/kind/removal/kind-reaper.ts';
import type { ClusterPool } from '../../services/clusters/pool/create-pool.ts';
import { clusterPool } from '../../services/processes/cluster-pool.ts';
import type { ClusterProvider } from '../../services/domain/clusters/cluster.ts';
import { createIdentifiers } from '../../services/domain/identifier.ts';
import type { Store } from '../../services/store/store.ts';
import { systemClock, TEST_ENVIRONMENT } from './kind-engine.ts';
import { kindProvider } from './kind-provider.ts';

/** What a worker has of clusters, on a real engine. */
export interface ClusterWorker {
  provider: ClusterProvider;
  pool: ClusterPool;
  reaper: KindReaper;
}

export interface ClusterWorkerOptions {
  workerId: string;
  prefix: string;
  dataFolder: string;
  store: Pick<Store, 'pool'>;
  /** As `SAITEN_POOL`; `off` unless told. */
  stock?: string;
  /** How the programs find the engine; as the tests do unless told. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** In place of the provider that goes with the rest. */
  provider?: ClusterProvider;
}

/** The parts of a worker that make, hold and remove clusters, without the rest of the process. */
export function clusterWorker({ workerId, prefix, store, ...options }: ClusterWorkerOptions): ClusterWorker {
  const logger = { info() {}, warn() {} };

  const common = {
    prefix,
    dataFolder: options.dataFolder,
    clock: systemClock,
    runner: createCommandRunner(),
    logger,
    environment: options.environment ?? TEST_ENVIRONMENT,
  };

  const provider = options.provider ?? kindProvider({ ...common, workerId });

  const pool = clusterPool(
    { pool: options.stock ?? 'off', poolMemory: 0, clusterPrefix: prefix },
    {
      provider,
      records: store.pool,
      workerId,
      identifiers: createIdentifiers(Date.now, randomBytes),
      logger,
    },
  );

  return { provider, pool, reaper: createKindReaper(common) };
}
