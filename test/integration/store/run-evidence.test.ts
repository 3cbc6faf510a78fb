import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';

let server: DatabaseServer;
let store: Store;
let now = new Date('2026-11-24T00:00:00Z');

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  now = new Date('2026-11-24T00:00:00Z');
  store = await createStore({ url: await server.fresh(), now: () => now });
  onTestFinished(() => store.close());

  await store.submissions.open({
    id: 'S1',
    identity: { repositoryId: 1, pullNumber: 2, headSha: 'a'.repeat(40), exercise: '01-objects', attempt: 1 },
    folder: 'work',
    authorId: 5,
    authorLogin: 'hanako',
  });

  await store.runs.start({ runId: 'R1', submissionId: 'S1', workerId: 'w', startedAt: now });
});

const part = { kind: 'logs' as const, items: [{ text: '採点 \0 ok' }], isComplete: true };
const run = { runId: 'R1', fencing: 1 };

describe('the evidence of a run', () => {
  it('is read as it was kept', async () => {
    expect(await store.evidence.keep(run, [part])).toBe(true);

    expect(await store.evidence.get('R1', 'logs')).toMatchObject({
      content: part.items,
      isComplete: true,
      items: 1,
      createdAt: now,
    });

    expect(await store.evidence.get('R1', 'events')).toBeUndefined();
  });

  it('is written once: the first stays', async () => {
    await store.evidence.keep(run, [part]);
    await store.evidence.keep(run, [{ ...part, items: [] }]);
    expect((await store.evidence.get('R1', 'logs'))?.content).toEqual(part.items);
  });

  it.each([
    ['an unknown run', { runId: 'R2', fencing: 1 }],
    ['another fencing number', { runId: 'R1', fencing: 2 }],
  ])('is not kept for %s', async (_name, other) => {
    expect(await store.evidence.keep(other, [part])).toBe(false);
    expect(await store.evidence.list('R1')).toEqual([]);
  });

  it('tells what is missing, in the order of the kinds', async () => {
    const missing = { kind: 'events' as const, items: [], isComplete: false, missing: 'no \0 answer' };
    await store.evidence.keep(run, [part, missing]);

    expect(await store.evidence.list('R1')).toMatchObject([
      { kind: 'events', missing: 'no ␀ answer', isComplete: false, bytes: 0 },
      { kind: 'logs', isComplete: true },
    ]);
  });

  it('tells how much there is', async () => {
    const before = await store.evidence.extent();
    expect(before.oldest).toBeUndefined();
    await store.evidence.keep(run, [part]);
    const after = await store.evidence.extent();
    expect(after).toMatchObject({ oldest: now });
    expect(after.bytes).toBeGreaterThan(0);
  });
});

describe('evidence whose time is over', () => {
  const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

  it.each([
    ['not before the setting says so', undefined, 29, 0],
    ['when the setting says so', undefined, 31, 1],
    ['not before its course says so', 90, 31, 0],
    ['when its course says so', 7, 8, 1],
  ])('is removed %s', async (_name, retentionDays, age, removed) => {
    await store.evidence.keep(run, [part]);
    if (retentionDays !== undefined) await store.courses.update(DEFAULT_COURSE_ID, 1, { retentionDays });
    now = days(age);
    expect(await store.evidence.prune({ defaultDays: 30, limit: 100 })).toBe(removed);
    expect(await store.evidence.list('R1')).toHaveLength(1 - removed);
    expect(await store.runs.get('R1')).toBeDefined();
  });

  it('is removed in portions, counted by runs', async () => {
    await store.evidence.keep(run, [part, { ...part, kind: 'events' }]);
    await store.runs.start({ runId: 'R2', submissionId: 'S1', workerId: 'w', startedAt: now });
    await store.evidence.keep({ runId: 'R2', fencing: 2 }, [part]);
    now = days(40);
    const prune = () => store.evidence.prune({ defaultDays: 30, limit: 1 });
    expect([await prune(), await prune(), await prune()]).toEqual([1, 1, 0]);
  });
});
