import { setMaxListeners } from 'node:events';
import type { Cluster, ClusterFacts, ClusterProvider } from '../../domain/clusters/cluster.ts';
import { Failure } from '../../domain/failure.ts';
import {
  poolKey,
  poolRequest,
  type MemberState,
  type PoolMember,
} from '../../domain/clusters/pool-member.ts';
import type { Clock } from '../clock.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Demand } from './demand.ts';
import type { HeadStart } from './head-start.ts';
import { planPool, type DiscardReason, type PoolNeed } from './plan-pool.ts';
import type { WaitingRuns } from './waiting-runs.ts';
import { warmCluster, type WarmCluster } from './warm-cluster.ts';

/** The members of all workers, as the store keeps them. */
export interface PoolRecords {
  add(member: Omit<PoolMember, 'version' | 'stateAt' | 'runId' | 'networkPolicy'>): Promise<PoolMember>;
  move(
    seen: Pick<PoolMember, 'name' | 'state' | 'version'>,
    to: MemberState,
    change?: { runId?: string; networkPolicy?: boolean; deadline?: Date },
  ): Promise<PoolMember | undefined>;
  list(filter: { workerId: string }): Promise<PoolMember[]>;
  remove(name: string): Promise<void>;
  minimums(): Promise<Map<string, number>>;
}

/** What a run holds. */
export interface PoolLease {
  cluster: Cluster;
  /** Gives the cluster up for removal, which goes on in the background. Never throws; twice is fine. */
  release(): Promise<void>;
}

export interface LeaseRequest {
  runId: string;
  profile: string;
  tools: readonly string[];
  signal: AbortSignal;
}

export interface ClusterPool {
  /**
   * The oldest ready cluster of the kind, or the next one that becomes ready. Throws a Failure: `infrastructure`
   * when no cluster could be made, `cancelled` when the signal aborted.
   */
  lease(request: LeaseRequest): Promise<PoolLease>;
  /** Brings stock and demand together and looks after what is in stock. Called again and again. */
  tend(): Promise<void>;
  /** Removes everything that no run holds and makes nothing new; resolves when it is gone. */
  stop(): Promise<void>;
}

export interface PoolNeeds {
  provider: ClusterProvider;
  records: PoolRecords;
  waiting: WaitingRuns<PoolLease>;
  demand: Demand;
  breaker: CircuitBreaker;
  headStart: HeadStart;
  clock: Clock;
  workerId: string;
  host: string;
  newName(profile: string): string;
  memoryOf(profile: string): number;
  limits: PoolLimits;
  logger: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
}

export interface PoolLimits {
  /** Memory of all clusters of this worker together, in MiB. */
  memoryMiB: number;
  /** Most ready clusters of one kind that demand alone keeps in stock; 0 makes clusters only when a run waits. */
  stock: number;
  /** Least stock by pool key, from the settings; the store's own minimums come on top. */
  minimums: ReadonlyMap<string, number>;
  maxAgeMs: number;
  /** Milliseconds a cluster may exist before a run takes it. */
  lifetimeMs: number;
  /** Milliseconds a run may hold a cluster. */
  leaseMs: number;
  /** Milliseconds after a run asked for a cluster in which the next one is likely to. */
  rushMs: number;
  /** Milliseconds after which a ready cluster has to show again that it works. */
  provenMs: number;
}

/** Milliseconds between two looks at what clusters are made from: each one asks the engine. */
const FINGERPRINT_EVERY_MS = 60_000;

const COMING: ReadonlySet<MemberState> = new Set(['creating', 'warming', 'ready']);

/** The warm pool of one worker. Every change of a member is one compare-and-set in the store. */
export function createPool(needs: PoolNeeds): ClusterPool {
  const { provider, records, waiting, demand, breaker, headStart, clock, workerId, limits, logger } = needs;
  const warm = new Map<string, WarmCluster>();
  const fingerprints = new Map<string, string>();
  /** Work in the background, awaited by `stop`. */
  const works = new Set<Promise<void>>();
  /** Names of clusters whose removal is under way. */
  const removing = new Set<string>();
  const stopping = new AbortController();
  // Each cluster on its way listens, and nothing says how many there may be.
  setMaxListeners(0, stopping.signal);
  let fingerprintedAt = clock.now();
  let minimums: ReadonlyMap<string, number> = new Map();
  let turn: Promise<void> = Promise.resolve();

  /** One reconsideration at a time: two at once would both see the same cluster missing and make it twice. */
  function reconsider(): Promise<void> {
    turn = turn
      .then(reconsiderNow)
      .catch((error: unknown) => logger.warn({ error }, 'pool could not be tended'));

    return turn;
  }

  async function reconsiderNow(): Promise<void> {
    const members = await records.list({ workerId });
    for (const key of waiting.keys()) await serve(key, members);
    if (stopping.signal.aborted) return;
    const current = await records.list({ workerId });
    // The engine was away when they should have gone; their records keep the reaper from them.
    for (const member of current)
      if (member.state === 'discarding' && !removing.has(member.name)) inBackground(remove(member));

    const plan = planPool({
      members: current,
      needs: wanted(current),
      memoryMiB: limits.memoryMiB,
      maxAgeMs: limits.maxAgeMs,
      now: clock.now(),
    });

    for (const { member, reason } of plan.discard) inBackground(giveUp(member, reason));
    for (const key of plan.create) await grow(key);
    if (headStart.isOver(plan.restock.length > 0)) for (const key of plan.restock) await grow(key);
  }

  /** Gives ready clusters to the runs that wait, both in the order they came. */
  async function serve(key: string, members: readonly PoolMember[]): Promise<void> {
    for (const member of members) {
      const run = waiting.next(key);
      if (run === undefined) return;
      const stock = warm.get(member.name);
      if (member.state !== 'ready' || member.poolKey !== key || stock === undefined) continue;
      const deadline = new Date(clock.now() + limits.leaseMs);
      const leased = await records.move(member, 'leased', { runId: run.runId, deadline });
      if (leased === undefined) continue;
      warm.delete(member.name);
      headStart.begins();
      const lease = await handOver(leased, stock);
      if (lease !== undefined && !run.given(lease)) await lease.release();
    }

    const coming = members.some(({ state, poolKey }) => poolKey === key && COMING.has(state));
    const broken = coming ? undefined : breaker.reason(key);
    if (broken === undefined) return;
    for (let run = waiting.next(key); run !== undefined; run = waiting.next(key)) run.refused(broken);
  }

  /** Undefined when the cluster does not wake: the run takes the next one. */
  async function handOver(member: PoolMember, stock: WarmCluster): Promise<PoolLease | undefined> {
    let released: Promise<void> | undefined;

    const giveBack = async () => {
      try {
        const dirty = await records.move(member, 'dirty');
        if (dirty !== undefined) inBackground(remove(dirty));
      } catch (error) {
        logger.warn({ cluster: member.name, error }, 'cluster left to the reaper');
      }
    };

    const release = () => (released ??= giveBack());

    try {
      return { cluster: await stock.take(stopping.signal), release };
    } catch (error) {
      logger.warn({ cluster: member.name, error }, 'ready cluster does not answer');
      await release();
      return undefined;
    }
  }

  function wanted(members: readonly PoolMember[]): Map<string, PoolNeed> {
    const keys = [
      ...waiting.keys(),
      ...minimums.keys(),
      ...limits.minimums.keys(),
      ...demand.keys(),
      ...members.map(({ poolKey: key }) => key),
    ];

    return new Map(
      [...new Set(keys)].map((key) => [
        key,
        {
          waiting: waiting.count(key),
          stock: stockOf(key),
          memoryMiB: needs.memoryOf(poolRequest(key).profile),
          broken: breaker.reason(key) !== undefined,
          fingerprint: fingerprints.get(key),
        },
      ]),
    );
  }

  /** What somebody asked for by hand comes before the settings, and none asked for is none. */
  function stockOf(key: string): number {
    const asked = minimums.get(key);
    if (asked === 0) return 0;
    return Math.max(asked ?? limits.minimums.get(key) ?? 0, Math.min(limits.stock, demand.recent(key)));
  }

  /** Proofs take the processor from the runs that come one after the other. */
  function isRush(key: string): boolean {
    return demand.sinceLast(key) < limits.rushMs;
  }

  /** Writes the member down and makes it in the background. */
  async function grow(key: string): Promise<void> {
    const request = poolRequest(key);
    const now = clock.now();

    try {
      const fingerprint = fingerprints.get(key) ?? (await provider.fingerprint(request));
      fingerprints.set(key, fingerprint);

      const member = await records.add({
        name: needs.newName(request.profile),
        poolKey: key,
        fingerprint,
        workerId,
        host: needs.host,
        state: 'creating',
        createdAt: new Date(now),
        deadline: new Date(now + limits.lifetimeMs),
      });

      inBackground(make(member).then(reconsider));
    } catch (error) {
      failed(key, error);
    }
  }

  async function make(creating: PoolMember): Promise<void> {
    const { name, poolKey: key } = creating;
    const { signal } = stopping;
    let member: PoolMember | undefined = creating;

    try {
      const cluster = await provider.create({ name, ...poolRequest(key), signal });
      member = await advance(member, 'warming');
      // A run that waits, or is about to come, needs no proof ahead: its own checks will tell.
      const facts = waiting.count(key) > 0 || isRush(key) ? undefined : await cluster.probe({ signal });

      warm.set(
        name,
        warmCluster(cluster, facts, {
          clock,
          provenMs: limits.provenMs,
          staysAwake: (error) => logger.info({ cluster: name, error }, 'cluster could not be frozen yet'),
        }),
      );

      member = await advance(member, 'ready', facts);
      breaker.succeeded(key);
      logger.info({ cluster: name, poolKey: key, ...facts }, 'cluster is ready');
    } catch (error) {
      warm.delete(name);
      if (!signal.aborted) failed(key, error);
      await remove(member ?? creating);
    }
  }

  /** Somebody who drains the pool may have been faster. */
  async function advance(member: PoolMember, to: MemberState, facts?: ClusterFacts): Promise<PoolMember> {
    const moved = await records.move(member, to, facts);
    if (moved !== undefined) return moved;
    throw new Failure(
      'cancelled',
      'cluster-drained',
      `the cluster ${member.name} was given up while it was made`,
    );
  }

  /** The oldest waiting run hears of it: it may try again, and must not wait for clusters that never come. */
  function failed(key: string, error: unknown): void {
    if (error instanceof Failure && error.fault === 'cancelled') return;
    breaker.failed(key, error);
    logger.warn({ poolKey: key, error }, 'cluster could not be made');
    waiting.next(key)?.refused(error instanceof Error ? error : new Error(String(error)));
  }

  async function giveUp(member: PoolMember, reason: DiscardReason): Promise<void> {
    const dirty = member.state === 'dirty' ? member : await records.move(member, 'dirty');
    if (dirty === undefined) return;
    warm.delete(member.name);
    logger.info({ cluster: member.name, reason }, 'cluster is given up');
    await remove(dirty);
  }

  async function remove(member: PoolMember): Promise<void> {
    const { name } = member;
    removing.add(name);

    try {
      const discarding = await records.move(member, 'discarding');
      if (discarding === undefined && member.state === 'dirty') return;
      await provider.destroy(name);
      await records.remove(name);
    } catch (error) {
      logger.warn({ cluster: name, error }, 'cluster could not be removed yet');
    } finally {
      removing.delete(name);
    }
  }

  /** Ready clusters show in turn that they still work, and sleep in between. */
  async function lookAfter(member: PoolMember): Promise<void> {
    const stock = warm.get(member.name);
    if (stock === undefined || member.state !== 'ready') return;

    try {
      if (!stock.isProven() && isRush(member.poolKey)) return await stock.rest();
      const facts = await stock.lookAfter(stopping.signal);
      if (facts !== undefined) await records.move(member, 'ready', facts);
    } catch (error) {
      if (stopping.signal.aborted) return;
      logger.warn({ cluster: member.name, error }, 'ready cluster does not answer');
      if (!stock.isProven()) breaker.failed(member.poolKey, error);
      await giveUp(member, 'drained');
    }
  }

  function inBackground(work: Promise<void>): void {
    const settled = work
      .catch((error: unknown) => logger.warn({ error }, 'work of the pool failed'))
      .finally(() => works.delete(settled));

    works.add(settled);
  }

  return {
    async lease({ runId, signal, ...request }) {
      const key = poolKey(request);
      demand.note(key);
      const given = waiting.wait({ key, runId, signal });
      given.catch(() => undefined);
      void reconsider();

      try {
        return await given;
      } catch (error) {
        if (!signal.aborted) throw error;
        throw new Failure('cancelled', 'cluster-wait-cancelled', 'The wait for a cluster was cancelled.', {
          cause: error,
        });
      } finally {
        void reconsider();
      }
    },
    async tend() {
      minimums = await records.minimums();

      if (clock.now() - fingerprintedAt >= FINGERPRINT_EVERY_MS) {
        fingerprintedAt = clock.now();
        for (const key of fingerprints.keys())
          fingerprints.set(key, await provider.fingerprint(poolRequest(key)));
      }

      await reconsider();
      for (const member of await records.list({ workerId })) await lookAfter(member);
    },
    async stop() {
      stopping.abort(new Failure('cancelled', 'worker-stops', 'The worker stops.'));
      await turn;
      for (const member of await records.list({ workerId }))
        if (member.state === 'ready') inBackground(giveUp(member, 'drained'));
      while (works.size > 0) await Promise.all(works);
    },
  };
}
