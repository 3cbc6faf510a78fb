import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStore } from '../../../services/store/create-store.ts';
import type { PullRequest } from '../../../services/store/intake/pull-requests.ts';
import type { Store } from '../../../services/store/store.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';

let server: DatabaseServer;
let store: Store;

beforeAll(async () => {
  server = await startDatabaseServer();
  store = await createStore({ url: await server.fresh() });
});

afterAll(async () => {
  await store.close();
  await server.stop();
});

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);
const head = (headSha: string, number = 3) => ({ repositoryId: 7, number, headSha });

const pull = (number: number, headSha: string, seconds: number, rest: Partial<PullRequest> = {}) => ({
  ...{ ...head(headSha, number), owner: 'school', name: 'work', authorId: 5, authorLogin: 'hanako' },
  ...{ state: 'open' as const, draft: false, updatedAt: at(seconds) },
  ...rest,
});

it('keeps the earliest time of a head, in whatever order it is told', async () => {
  await store.heads.hear([]);
  await store.heads.hear([{ ...head('a'), at: at(5) }]);

  await store.heads.hear([
    { ...head('a'), at: at(9) },
    { ...head('a'), at: at(2) },
    { ...head('a'), at: at(4) },
    { ...head('b'), at: at(6) },
  ]);

  await store.heads.hear([{ ...head('b'), at: at(7) }]);

  expect(
    await Promise.all([head('a'), head('b'), head('c'), head('a', 4)].map(store.heads.firstHeard)),
  ).toEqual([at(2), at(6), undefined, undefined]);
});

it('never puts an older head back, nor, where told, one that was read before an event came', async () => {
  const stored = async () => (await store.pullRequests.get(7, 10))?.headSha;
  await store.pullRequests.save(pull(10, 'first', 1));
  await store.pullRequests.save(pull(10, 'second', 2));
  expect((await store.pullRequests.save(pull(10, 'first', 1))).headSha).toBe('second');
  // While GitHub was asked, over the first one, the event of the second came.
  expect((await store.pullRequests.save(pull(10, 'first', 2), 'first')).headSha).toBe('second');
  expect((await store.pullRequests.save(pull(10, 'third', 2), 'second')).headSha).toBe('third');
  await store.pullRequests.save(pull(10, 'fourth', 2));
  expect(await stored()).toBe('fourth');
});

it('finds what was told of and not looked at', async () => {
  await store.pullRequests.saveAll([
    pull(20, 'seen', 100),
    pull(21, 'seen-before', 101),
    pull(22, 'never', 102),
    pull(23, 'closed', 103, { state: 'closed' }),
    pull(24, 'merged', 104, { state: 'closed', merged: true }),
    pull(25, 'erased', 105, { authorId: 0, authorLogin: '' }),
    pull(26, 'too-new', 200),
  ]);

  await store.pullRequests.tookIn(7, 20, 'seen');
  await store.pullRequests.tookIn(7, 21, 'older');
  const found = await store.pullRequests.unseen({ since: at(100), before: at(200) }, 10);
  expect(found.map(({ number }) => number)).toEqual([24, 22, 21]);
});

it('gives submissions the earlier time of their commit, but not what was handed in', async () => {
  const open = (id: string, headSha: string, { pullNumber = 30, handedIn = false } = {}) =>
    store.submissions.open({
      ...{ id, authorId: 5, authorLogin: 'hanako', folder: 'work', submittedAt: at(9) },
      identity: { repositoryId: 7, pullNumber, headSha, exercise: '02-batch-jobs', attempt: 1 },
      handedIn,
    });

  await open('S1', 'c');
  await open('S2', 'd');
  await open('S3', 'e', { handedIn: true });
  await open('S4', 'f', { pullNumber: 31 });
  const heard = (headSha: string, seconds: number) => ({ ...head(headSha, 30), at: at(seconds) });
  await store.heads.hear([heard('c', 4), heard('d', 12), heard('e', 4), heard('f', 4)]);
  await store.submissions.correctTimes(7, 30);
  await store.submissions.correctTimes(7, 30);
  const times = ['S1', 'S2', 'S3', 'S4'].map(async (id) => (await store.submissions.get(id))?.submittedAt);
  expect(await Promise.all(times)).toEqual([at(4), at(9), at(9), at(9)]);
});
