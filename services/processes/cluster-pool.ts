import { hostname, totalmem } from 'node:os';
import { systemClock } from '../../graders/core/system-clock.ts';
import { findProfile } from '../clusters/kind/profiles/find-profile.ts';
import { createCircuitBreaker } from '../clusters/pool/circuit-breaker.ts';
import {
  createPool,
  type ClusterPool,
  type PoolLease,
  type PoolRecords,
} from '../clusters/pool/create-pool.ts';
import { createDemand } from '../clusters/pool/demand.ts';
import { createHeadStart } from '../clusters/pool/head-start.ts';
import { createWaitingRuns } from '../clusters/pool/waiting-runs.ts';
import type { Settings } from '../config/settings.ts';
import type { ClusterProvider } from '../domain/clusters/cluster.ts';
import { clusterName } from '../domain/clusters/cluster-name.ts';
import type { Identifiers } from '../domain/identifier.ts';
import type { Logger } from '../observability/logger.ts';

const MINUTE = 60_000;
/** A run whose checks converge at once is graded and published well within it. */
const HEAD_START_MS = 3000;
const MIB = 1024 * 1024;
/** For what only measures durations: a clock that is set to another time must not stretch them. */
const elapsed = () => performance.now();
/** Milliseconds of demand that the stock follows. */
const DEMAND_MS = 10 * MINUTE;
/** Most clusters of one kind that demand alone keeps ready; memory is the other bound. */
const MOST_STOCK = 32;

/** The warm pool of one worker as the settings describe it. */
export function clusterPool(
  settings: Pick<Settings, 'pool' | 'poolMemory' | 'clusterPrefix'>,
  needs: {
    provider: ClusterProvider;
    records: PoolRecords;
    workerId: string;
    identifiers: Identifiers;
    logger: Pick<Logger, 'info' | 'warn'>;
  },
): ClusterPool {
  return createPool({
    provider: needs.provider,
    records: needs.records,
    workerId: needs.workerId,
    logger: needs.logger,
    host: hostname(),
    clock: systemClock,
    waiting: createWaitingRuns<PoolLease>(),
    demand: createDemand(elapsed, DEMAND_MS),
    breaker: createCircuitBreaker(elapsed),
    headStart: createHeadStart(elapsed, HEAD_START_MS),
    newName: (profile) => clusterName(settings.clusterPrefix, profile, needs.identifiers.next()),
    memoryOf: (profile) => findProfile(profile).memoryMiB,
    limits: {
      memoryMiB: settings.poolMemory === 0 ? totalmem() / MIB / 2 : settings.poolMemory,
      stock: settings.pool === 'off' ? 0 : MOST_STOCK,
      minimums: minimumsOf(settings.pool),
      // The token of the sandbox that was opened ahead has to outlive the longest run.
      maxAgeMs: 45 * MINUTE,
      lifetimeMs: 120 * MINUTE,
      leaseMs: 45 * MINUTE,
      rushMs: 10_000,
      provenMs: 20_000,
    },
  });
}

/** `single=2,w2=1` as a map; `auto` and `off` name no least stock. */
function minimumsOf(pool: string): Map<string, number> {
  const named = pool.split(',').filter((part) => part.includes('='));
  return new Map(
    named.map((part) => {
      const [key = '', count] = part.split('=');
      return [key, Number(count)];
    }),
  );
}
