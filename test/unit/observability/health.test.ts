import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { createHealth, type Probe } from '../../../services/observability/health.ts';
import { addHealthRoutes } from '../../../services/observability/health-routes.ts';
import { joinHealth } from '../../../services/observability/join-health.ts';

const SECRET = 'password=geheim';
const logged: { facts: object; message: string }[] = [];
const log = (facts: object, message: string) => void logged.push({ facts, message });

function build(probes: Partial<Probe>[], time = { now: 0 }) {
  const whole = probes.map((probe, index) => ({
    name: `part-${index}`,
    needed: true,
    trouble: 'it does not answer',
    holdsMs: 1000,
    timeoutMs: 20,
    look: async () => undefined,
    ...probe,
  }));

  return createHealth(whole, { now: () => time.now, logger: { info: log, warn: log } });
}

const fails = { look: () => Promise.reject(new Error(SECRET)) };
const hangs = { look: () => new Promise<undefined>(() => undefined) };

async function ask(health: ReturnType<typeof build>, path: string) {
  const app = Fastify();
  addHealthRoutes(app, health);
  const answer = await app.inject({ url: path });
  return [answer.statusCode, answer.json<{ status: string }>().status] as const;
}

describe('readiness', () => {
  it.each([
    ['all is well', [{}, {}], [200, 'ready']],
    ['something needed fails', [{}, fails], [503, 'not-ready']],
    ['something needed is silent', [hangs], [503, 'not-ready']],
    ['something else fails', [{}, { ...fails, needed: false }], [200, 'degraded']],
    ['something needed says what is wrong', [{ look: async () => 'too little space' }], [503, 'not-ready']],
  ])('when %s', async (_case, probes, expected) => {
    expect(await ask(build(probes), '/readyz')).toEqual(expected);
  });

  it('names each dependency with its state and reason, and no secret', async () => {
    const report = await build([{}, fails, { look: async () => 'too full', needed: false }]).report();

    expect(report).toEqual({
      status: 'not-ready',
      dependencies: {
        'part-0': { state: 'ok' },
        'part-1': { state: 'down', reason: 'it does not answer' },
        'part-2': { state: 'degraded', reason: 'too full' },
      },
    });
  });

  it('ends before the work does', async () => {
    const health = build([{}]);
    health.shutDown();

    expect([await ask(health, '/readyz'), await ask(health, '/healthz')]).toEqual([
      [503, 'shutting-down'],
      [200, 'ok'],
    ]);
  });

  it('looks once for all who ask within a moment', async () => {
    const time = { now: 0 };
    let looks = 0;
    const health = build([{ look: async () => void (looks += 1) }], time);
    await Promise.all([health.report(), health.report()]);
    const early = looks;
    time.now = 1000;
    await health.report();
    expect([early, looks]).toEqual([1, 2]);
  });

  it('tells the log once when something fails and once when it is well again', async () => {
    logged.length = 0;
    const time = { now: 0 };
    let broken = true;
    const health = build([{ look: async () => (broken ? 'broken' : undefined) }], time);

    for (const now of [0, 1000, 2000, 3000]) {
      time.now = now;
      broken = now < 2000;
      await health.report();
    }

    expect(logged.map(({ message }) => message)).toEqual([
      'a dependency is in trouble',
      'a dependency is well again',
    ]);
  });
});

describe('a process', () => {
  it.each([
    ['that never had a pulse', [], 500_000, 200],
    ['with a pulse a moment ago', [100_000], 200_000, 200],
    ['without a pulse for too long', [100_000], 300_000, 503],
  ])('%s', async (_case, pulses, now, status) => {
    const time = { now: 0 };
    const health = build([], time);
    for (time.now of pulses) health.pulse();
    time.now = now;
    expect((await ask(health, '/healthz'))[0]).toBe(status);
  });

  it('of several parts is as well as the worst of them', async () => {
    const both = joinHealth([
      build([{ name: 'disk', needed: false, ...fails }]),
      build([{ name: 'disk', ...fails }]),
    ]);

    expect(await both.report()).toMatchObject({
      status: 'not-ready',
      dependencies: { disk: { state: 'down' } },
    });
  });
});
