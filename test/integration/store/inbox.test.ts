import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { startDatabaseServer } from '../../support/database.ts';
import type { DatabaseServer } from '../../support/database.ts';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);

const delivery = (guid: string) => ({
  guid,
  event: 'pull_request',
  action: 'grade-pull-request',
  work: { asked: guid },
  receivedAt: at(0),
});

let server: DatabaseServer;
let url: string;
let store: Store;
let now = at(100);

const open = async () => {
  const opened = await createStore({ url, now: () => now });
  onTestFinished(() => opened.close());
  return opened;
};

const waiting = async () => (await store.inbox.oldest(100)).map(({ guid }) => guid);

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  now = at(100);
  url = await server.fresh();
  store = await open();
});

describe('the inbox', () => {
  it('keeps deliveries in the order in which they came', async () => {
    const guids = Array.from({ length: 30 }, (_, index) => `g${index}`);
    await Promise.all(guids.map((guid) => store.inbox.put(delivery(guid))));
    expect(await waiting()).toEqual(guids);
  });

  it('gives the work back as it was', async () => {
    await store.inbox.put(delivery('g'));
    expect((await store.inbox.oldest(1))[0]).toMatchObject({ guid: 'g', work: { asked: 'g' } });
  });

  it('takes a guid once, also within one statement and over two stores', async () => {
    const other = await open();

    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 ? store : other).inbox.put(delivery(`g${index % 4}`)),
      ),
    );

    expect(answers.filter(Boolean)).toHaveLength(4);
    expect((await waiting()).sort()).toEqual(['g0', 'g1', 'g2', 'g3']);
  });

  it('takes a content once, under whatever guid, also within one statement and over two stores', async () => {
    const other = await open();
    const content = Buffer.alloc(32, 7);

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? store : other).inbox.put({ ...delivery(`g${index}`), content }),
      ),
    );

    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await waiting()).toHaveLength(1);
  });

  it('knows the content of what was done, and tells contents apart', async () => {
    await store.inbox.put({ ...delivery('g'), content: Buffer.alloc(32, 1) });
    await store.inbox.done((await store.inbox.oldest(1)).map(({ position }) => position));

    expect([
      await store.inbox.put({ ...delivery('h'), content: Buffer.alloc(32, 1) }),
      await store.inbox.put({ ...delivery('i'), content: Buffer.alloc(32, 2) }),
    ]).toEqual([false, true]);
  });

  it('knows the guid of what was done', async () => {
    await store.inbox.put(delivery('g'));
    const [first] = await store.inbox.oldest(1);
    await store.inbox.done([first?.position ?? 0]);

    expect([
      await waiting(),
      await store.inbox.put(delivery('g')),
      await store.deliveries.known('g'),
    ]).toEqual([[], false, true]);
  });

  it('leaves postponed work alone until its time', async () => {
    await store.inbox.put(delivery('g'));
    const [first] = await store.inbox.oldest(1);
    await store.inbox.postpone(first?.position ?? 0, at(160));
    expect(await waiting()).toEqual([]);
    now = at(160);
    expect(await waiting()).toEqual(['g']);
  });

  it('lets a delivery that the database refuses fail alone', async () => {
    const answers = await Promise.allSettled(
      ['a', 'b', '\u0000', 'c'].map((guid) => store.inbox.put(delivery(guid))),
    );

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('gives turns to one process at a time', async () => {
    const other = await open();
    let inside = 0;
    let most = 0;

    const work = async () => {
      most = Math.max(most, ++inside);
      await store.health();
      inside--;
    };

    await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? store : other).inbox.inTurn(work)));
    expect(most).toBe(1);
  });
});
