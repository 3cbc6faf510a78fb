import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from '../../../../services/clusters/pool/circuit-breaker.ts';
import {
  createPool,
  type PoolLease,
  type PoolLimits,
  type PoolRecords,
} from '../../../../services/clusters/pool/create-pool.ts';
import { createDemand } from '../../../../services/clusters/pool/demand.ts';
import { createWaitingRuns } from '../../../../services/clusters/pool/waiting-runs.ts';
import type { Cluster, ClusterProvider } from '../../../../services/domain/clusters/cluster.ts';
import { Failure } from '../../../../services/domain/failure.ts';
import type { PoolMember } from '../../../../services/domain/clusters/pool-member.ts';
import { createHeadStart } from '../../../../services/clusters/pool/head-start.ts';

/** Records in memory with the compare-and-set of the real ones. */
function memoryRecords(
  minimums: ReadonlyMap<string, number>,
): PoolRecords & { all: Map<string, PoolMember> } {
  const all = new Map<string, PoolMember>();
  return {
    all,
    async add(member) {
      const added = {
        ...member,
        version: 1,
        stateAt: member.createdAt,
        runId: undefined,
        networkPolicy: undefined,
      };

      all.set(member.name, added);
      return added;
    },
    async move({ name, state, version }, to, change = {}) {
      const known = all.get(name);
      if (known?.state !== state || known.version !== version) return undefined;
      const moved = { ...known, ...change, state: to, version: version + 1 };
      all.set(name, moved);
      return moved;
    },
    list: async () => [...all.values()],
    async remove(name) {
      all.delete(name);
    },
    minimums: async () => new Map(minimums),
  };
}

function setUp(
  over: {
    limits?: Partial<PoolLimits>;
    provider?: Partial<ClusterProvider>;
    headStartMs?: number;
    freeze?: Cluster['freeze'];
    thaw?: Cluster['thaw'];
    probe?: Cluster['probe'];
  } = {},
) {
  const happened: string[] = [];
  let now = 0;
  let named = 0;
  const says = (what: string) => async () => void happened.push(what);

  const clusterOf = (name: string): Cluster => ({
    name,
    profile: 'single',
    nodeImage: 'node',
    kubernetesVersion: 'v1.36.3',
    kubectlPath: '/kubectl',
    openSandbox: async () => ({ namespace: 'a', graderNamespace: 'b', kubeconfig: 'c' }),
    closeSandbox: async () => undefined,
    renderKustomize: async () => '',
    askHost: () => Promise.reject(new Error('unused')),
    auditTrail: async () => ({ entries: [], isComplete: true }),
    evidence: () => Promise.reject(new Error('unused')),
    nodeImageId: 'sha256:0',
    probe:
      over.probe ??
      (async () => {
        happened.push('probe');
        return { networkPolicy: true };
      }),
    ping: says('ping'),
    freeze: over.freeze ?? says(`freeze ${name}`),
    thaw: over.thaw ?? says(`thaw ${name}`),
  });

  const provider: ClusterProvider = {
    async create({ name }) {
      happened.push(`create ${name}`);
      return clusterOf(name);
    },
    destroy: async (name) => void happened.push(`destroy ${name}`),
    fingerprint: async () => 'f',
    ...over.provider,
  };

  const minimums = new Map<string, number>();
  const records = memoryRecords(minimums);
  const clock = { now: () => now, sleep: async () => undefined };

  const pool = createPool({
    provider,
    records,
    waiting: createWaitingRuns<PoolLease>(),
    demand: createDemand(clock.now, 600_000),
    breaker: createCircuitBreaker(clock.now),
    headStart: createHeadStart(clock.now, over.headStartMs ?? 0),
    clock,
    workerId: 'w',
    host: 'h',
    newName: () => `c${(named += 1)}`,
    memoryOf: () => 800,
    limits: {
      memoryMiB: 8000,
      stock: 0,
      minimums: new Map(),
      maxAgeMs: 1e9,
      lifetimeMs: 1e9,
      leaseMs: 1e9,
      rushMs: 0,
      provenMs: 20_000,
      ...over.limits,
    },
    logger: { info: () => undefined, warn: () => undefined },
  });

  const lease = (runId = 'R', signal = new AbortController().signal) =>
    pool.lease({ runId, profile: 'single', tools: [], signal });

  const states = () => [...records.all.values()].map(({ name, state }) => `${name} ${state}`);
  const pass = (milliseconds: number) => (now += milliseconds);
  return { pool, lease, happened, states, records, pass, minimums };
}

const ONE = { minimums: new Map([['single', 1]]) };

const settled = async (condition: () => boolean) => {
  for (let i = 0; i < 1000 && !condition(); i++) await new Promise((resolve) => setImmediate(resolve));
  if (!condition()) throw new Error('it did not come to this');
};

describe('createPool', () => {
  it('makes a cluster when a run waits, without a proof ahead', async () => {
    const { lease, happened, states } = setUp();
    const { cluster } = await lease();
    expect([cluster.name, happened, states()]).toEqual(['c1', ['create c1'], ['c1 leased']]);
  });

  it('removes what a run gave back and never gives it to another', async () => {
    const { lease, happened, states } = setUp();
    await (await lease('first')).release();
    await settled(() => states().length === 0);
    const { cluster } = await lease('second');
    expect([cluster.name, happened.includes('destroy c1')]).toEqual(['c2', true]);
  });

  it('proves stock, freezes it and wakes it for a run', async () => {
    const { pool, lease, happened, states } = setUp({ limits: ONE });
    await pool.tend();
    await settled(() => states()[0] === 'c1 ready');
    await pool.tend();
    await lease();
    expect(happened.slice(0, 4)).toEqual(['create c1', 'probe', 'freeze c1', 'thaw c1']);
    await settled(() => states().includes('c2 ready'));
  });

  it('freezes stock without a proof while runs come one after the other, and proves it afterwards', async () => {
    const { pool, lease, happened, states, pass } = setUp({ limits: { ...ONE, rushMs: 10_000 } });
    await lease();
    await settled(() => states().includes('c2 ready'));
    await pool.tend();
    const during = happened.splice(0);
    pass(10_000);
    await pool.tend();

    expect([during, happened]).toEqual([
      ['create c1', 'create c2', 'freeze c2'],
      ['thaw c2', 'probe', 'freeze c2'],
    ]);
  });

  it('gives up stock whose containers are gone while runs come one after the other', async () => {
    const gone = () => Promise.reject(new Error('no such container'));

    const { pool, lease, happened, states } = setUp({
      limits: { ...ONE, rushMs: 10_000 },
      freeze: gone,
      thaw: gone,
    });

    await lease();
    await settled(() => states().includes('c2 ready'));
    await pool.tend();
    expect(happened).toContain('destroy c2');
  });

  it('counts a first proof that fails late as a cluster that did not come up', async () => {
    const { pool, lease, happened, states, pass } = setUp({
      limits: { ...ONE, rushMs: 10_000 },
      probe: () => Promise.reject(new Error('no DNS')),
    });

    await lease();
    await settled(() => states().includes('c2 ready'));
    pass(10_000);
    await pool.tend();
    await pool.tend();
    await settled(() => happened.includes('destroy c4'));
    await pool.tend();

    expect(happened.filter((each) => each.startsWith('create'))).toEqual([
      'create c1',
      'create c2',
      'create c3',
      'create c4',
    ]);
  });

  it('replaces stock only after the head start of the run that took it', async () => {
    const { pool, lease, states, pass } = setUp({ limits: ONE, headStartMs: 3000 });
    await pool.tend();
    await settled(() => states()[0] === 'c1 ready');
    await lease();
    await pool.tend();
    expect(states()).toEqual(['c1 leased']);
    pass(3000);
    await pool.tend();
    await settled(() => states().includes('c2 ready'));
  });

  it('makes a cluster for a run that waits during the head start of another', async () => {
    const { lease } = setUp({ headStartMs: 3000 });
    await lease('first');
    expect((await lease('second')).cluster.name).toBe('c2');
  });

  it.each([
    ['keeps as much stock as was asked for by hand', { asked: 2, stock: 0, expected: 2 }],
    ['keeps none where none was asked for by hand, whatever the demand', { asked: 0, stock: 5, expected: 0 }],
  ])('%s', async (_, { asked, stock, expected }) => {
    const { pool, lease, states, minimums } = setUp({ limits: { ...ONE, stock } });
    minimums.set('single', asked);
    await pool.tend();
    await (await lease()).release();
    await settled(() => !states().some((state) => /leased|dirty|discarding|creating|warming/.test(state)));
    expect(states().length).toBe(expected);
  });

  it('keeps a cluster that cannot be frozen, awake, and tries again at the next look', async () => {
    let tries = 0;

    const freeze = () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('unable to freeze')) : Promise.resolve();
    };

    const { pool, lease, happened, states } = setUp({ limits: ONE, freeze });
    await pool.tend();
    await settled(() => states()[0] === 'c1 ready');
    await pool.tend();
    await pool.tend();
    expect([tries, states()]).toEqual([2, ['c1 ready']]);
    expect((await lease()).cluster.name).toBe('c1');
    expect(happened.slice(2, 4)).toEqual(['thaw c1', 'thaw c1']);
  });

  it('lets stock show again and again that it works', async () => {
    const { pool, happened, states, pass } = setUp({ limits: ONE });
    await pool.tend();
    await settled(() => states()[0] === 'c1 ready');
    await pool.tend();
    pass(20_001);
    await pool.tend();
    expect(happened.slice(2)).toEqual(['freeze c1', 'thaw c1', 'ping', 'freeze c1']);
  });

  it('asks once a minute what clusters are made from, and gives up those made from something else', async () => {
    const asked: string[] = [];

    const fingerprint = async () => {
      asked.push('asked');
      return asked.length === 1 ? 'old' : 'new';
    };

    const { pool, states, pass } = setUp({ limits: ONE, provider: { fingerprint } });
    await pool.tend();
    await settled(() => states()[0] === 'c1 ready');
    await pool.tend();
    expect([asked.length, states()]).toEqual([1, ['c1 ready']]);
    pass(60_000);
    await pool.tend();
    expect(asked.length).toBe(2);
    await settled(() => states().includes('c2 ready') && !states().includes('c1 ready'));
  });

  it('tells a run that waits why no cluster came up', async () => {
    const broken = new Failure('infrastructure', 'docker-missing', 'no docker');
    const { lease, states } = setUp({ provider: { create: () => Promise.reject(broken) } });
    await expect(lease()).rejects.toBe(broken);
    await settled(() => states().length === 0);
  });

  it('removes at the next look what it could not remove before', async () => {
    let tries = 0;

    const destroy = async () => {
      tries += 1;
      if (tries === 1) throw new Failure('infrastructure', 'engine-unreachable', 'away');
    };

    const { pool, lease, states } = setUp({ provider: { destroy } });
    await (await lease()).release();
    await settled(() => tries === 1);
    await pool.tend();
    await settled(() => states().length === 0);
    expect(tries).toBe(2);
  });

  it('stops making clusters of a kind that never comes up, and says so at once', async () => {
    let tries = 0;

    const create = () => {
      tries += 1;
      return Promise.reject(new Failure('infrastructure', 'cluster-create-failed', 'poisoned'));
    };

    const { lease, pass } = setUp({ provider: { create } });
    for (let i = 0; i < 3; i++)
      await expect(lease()).rejects.toMatchObject({ code: 'cluster-create-failed' });
    await expect(lease()).rejects.toMatchObject({ code: 'profile-broken', fault: 'infrastructure' });
    expect(tries).toBe(3);
    pass(30_001);
    await expect(lease()).rejects.toMatchObject({ code: 'cluster-create-failed' });
  });

  it('gives one cluster to one of two runs', async () => {
    const { lease } = setUp();
    const leases = await Promise.all([lease('a'), lease('b')]);
    expect(new Set(leases.map(({ cluster }) => cluster.name)).size).toBe(2);
  });

  it('lets a run go that is cancelled while it waits', async () => {
    const { lease } = setUp({ provider: { create: () => new Promise(() => undefined) } });
    const controller = new AbortController();
    const waiting = lease('a', controller.signal);
    controller.abort(new Error('newer push'));
    await expect(waiting).rejects.toMatchObject({ fault: 'cancelled' });
  });

  it('leaves nothing when it stops', async () => {
    const { pool, states, happened } = setUp({ limits: ONE });
    await pool.tend();
    await settled(() => states()[0] === 'c1 ready');
    await pool.stop();
    expect([states(), happened.at(-1)]).toEqual([[], 'destroy c1']);
  });
});
