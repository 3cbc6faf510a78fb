import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createLocalBudget } from '../../../services/github/limits/local-budget.ts';
import type { RequestBudget } from '../../../services/github/limits/request-budget.ts';
import { writeWindows } from '../../../services/github/limits/write-windows.ts';
import { createStore } from '../../../services/store/create-store.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';

let database: DatabaseServer;

beforeAll(async () => {
  database = await startDatabaseServer();
});

afterAll(() => database.stop());

const START = Date.parse('2026-11-23T08:00:00Z');

async function build(
  kind: 'local' | 'shared',
): Promise<{ clock: { now: number }; budgets: RequestBudget[] }> {
  const clock = { now: START };

  if (kind === 'local') {
    const budget = createLocalBudget(() => clock.now);
    return { clock, budgets: [budget, budget] };
  }

  const url = await database.fresh();

  const open = async () => {
    const store = await createStore({ url, now: () => new Date(clock.now) });
    onTestFinished(() => store.close());
    return store.requestBudgets;
  };

  return { clock, budgets: [await open(), await open()] };
}

describe.each(['local', 'shared'] as const)('the %s budget', (kind) => {
  it('lets ten writes go at once and then one a second in the mean', async () => {
    const { clock, budgets } = await build(kind);

    const take = async (index: number) =>
      budgets[index % 2]?.take('a', { creates: false, windows: writeWindows('verdict') });

    const waits = await Promise.all(Array.from({ length: 12 }, (_, index) => take(index)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
    expect(waits.filter((wait) => wait === 10_000)).toHaveLength(2);
    clock.now += 10_000;
    expect(await take(0)).toBe(0);
  });

  it('keeps room for verdicts beside progress', async () => {
    const { budgets } = await build(kind);

    const take = (urgency: 'verdict' | 'progress') =>
      budgets[0]?.take('a', { creates: false, windows: writeWindows(urgency) });

    for (let count = 0; count < 20; count++) await take('progress');
    expect(await take('progress')).toBeGreaterThan(0);
    expect(await take('verdict')).toBe(0);
  });

  it('never lets more than the hour allows be created', async () => {
    const { clock, budgets } = await build(kind);
    let created = 0;
    for (; clock.now < START + 3_590_000; clock.now += 10_000)
      for (let count = 0; count < 10; count++)
        if ((await budgets[0]?.take('a', { creates: true, windows: writeWindows('verdict', 60) })) === 0)
          created += 1;
    expect(created).toBe(60);
  });

  it('is closed for all until the latest time that anybody learned', async () => {
    const { clock, budgets } = await build(kind);
    await budgets[0]?.close('a', new Date(START + 60_000));
    await budgets[1]?.close('a', new Date(START + 30_000));
    expect(await budgets[1]?.closedUntil('a')).toEqual(new Date(START + 60_000));
    expect(await budgets[1]?.take('a', { creates: false, windows: writeWindows('verdict') })).toBe(60_000);
    expect(await budgets[1]?.take('b', { creates: false, windows: writeWindows('verdict') })).toBe(0);
    clock.now += 60_000;
    expect(await budgets[1]?.closedUntil('a')).toBeUndefined();
  });
});
