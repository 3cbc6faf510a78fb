import type { Logger } from '../../../observability/logger.ts';
import type { Clock } from '../../clock.ts';
import { clusterLeftovers, type ClusterLeftovers } from './cluster-leftovers.ts';
import { commandEnvironment } from '../engine/command-environment.ts';
import type { CommandRunner } from '../engine/command-runner.ts';
import { destroyCluster } from './destroy-cluster.ts';
import { createClockJumps } from './clock-jumps.ts';
import { connectDocker } from '../engine/connect-docker.ts';
import type { NetworkIsolation } from '../isolation/network-isolation.ts';
import { createProgram } from '../engine/program.ts';
import { reap, type Living, type ReapReason } from './reap.ts';

export interface KindReaperOptions {
  prefix: string;
  dataFolder: string;
  clock: Clock;
  /** Milliseconds since any moment, whatever is done to the clock; those of this process unless told. */
  elapsed?: () => number;
  runner: CommandRunner;
  logger: Pick<Logger, 'info' | 'warn'>;
  environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds a cluster may exist that no pool knows; five minutes unless told. */
  graceMs?: number;
  /** Left out: clusters have no firewall rules. */
  isolation?: Pick<NetworkIsolation, 'release' | 'sweep'> | undefined;
}

export interface KindReaper {
  /** Every cluster of this prefix, oldest first. */
  list(): Promise<ClusterLeftovers[]>;
  /**
   * One look: removes what this look and the one before found orphaned, returns what was removed. A cluster that
   * resists is logged and met again.
   */
  look(living: Living): Promise<{ name: string; reason: ReapReason }[]>;
  /** What a look would remove if the one before it had agreed. Removes nothing and remembers nothing. */
  preview(living: Living): Promise<{ name: string; reason: ReapReason }[]>;
}

const GRACE = 300_000;

/** Removes clusters that a killed worker left, of this prefix and of no other. */
export function createKindReaper(options: KindReaperOptions): KindReaper {
  const { prefix, dataFolder, clock, logger } = options;

  const docker = connectDocker(
    createProgram('docker', options.runner, commandEnvironment(options.environment)),
  );

  const list = () => clusterLeftovers({ docker, prefix, dataFolder });
  const graceMs = options.graceMs ?? GRACE;
  const jumps = createClockJumps({ now: clock.now, elapsed: options.elapsed ?? (() => performance.now()) });
  let suspects: ReadonlySet<string> = new Set();

  return {
    list,
    async look(living) {
      const remains = await list();
      const jumped = jumps.since(remains.map(({ name }) => name));
      const decision = reap({ remains, living, now: clock.now(), graceMs, suspects, jumps: jumped });
      suspects = decision.suspects;
      const removed: { name: string; reason: ReapReason }[] = [];

      for (const { name, reason } of decision.remove) {
        try {
          await destroyCluster(name, { docker, clock, dataFolder, isolation: options.isolation });
          removed.push({ name, reason });
          logger.info({ cluster: name, reason }, 'orphaned cluster removed');
        } catch (error) {
          logger.warn({ cluster: name, reason, error }, 'orphaned cluster resists');
        }
      }

      await options.isolation
        ?.sweep()
        .catch((error: unknown) => logger.warn({ error }, 'orphaned firewall rules resist'));

      return removed;
    },
    async preview(living) {
      const remains = await list();
      const all = new Set(remains.map(({ name }) => name));
      return reap({ remains, living, now: clock.now(), graceMs, suspects: all }).remove;
    },
  };
}
