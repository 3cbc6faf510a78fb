import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createQueues } from '../../../services/queue/create-queues.ts';
import { createStore } from '../../../services/store/create-store.ts';
import { requireSessions } from '../../../services/store/database/require-sessions.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { hasPgBouncer, startPgBouncer } from '../../support/pgbouncer.ts';

const available = await hasPgBouncer();

let server: DatabaseServer;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

async function pooler(mode: 'session' | 'transaction' | 'statement', more: string[] = []) {
  const bouncer = await startPgBouncer(await server.fresh(), mode, more);
  onTestFinished(() => bouncer.stop());
  return bouncer.url;
}

describe.skipIf(!available)('a database behind PgBouncer', () => {
  it.each<['transaction' | 'statement', string, string[]]>([
    ['transaction', '', []],
    ['transaction', ' in turns', ['server_round_robin = 1', 'min_pool_size = 3']],
    ['statement', '', []],
  ])('with %s pooling%s is refused at the start, with the next step', async (mode, _, more) => {
    await expect(createStore({ url: await pooler(mode, more) })).rejects.toMatchObject({
      fault: 'configuration',
      code: 'database-pooled',
      message: expect.stringContaining('pool_mode = session') as unknown,
    });
  });

  it('with session pooling serves the store and its locks', async () => {
    const store = await createStore({ url: await pooler('session'), longestMs: 5000 });
    onTestFinished(() => store.close());
    const order: string[] = [];

    const hold = (name: string) =>
      store.pullRequests.withLock(7, 3, async () => {
        order.push(`${name} began`);
        await store.health();
        order.push(`${name} ended`);
      });

    await Promise.all([hold('one'), hold('other')]);
    const [first = '', second = ''] = [order[0]?.split(' ')[0], order[2]?.split(' ')[0]];
    expect(order).toEqual([`${first} began`, `${first} ended`, `${second} began`, `${second} ended`]);
  });

  it.each([
    ['refuses', []],
    ['ignores', ['ignore_startup_parameters = options,extra_float_digits']],
  ])('that %s options cannot serve the queue, and says so', async (_, more) => {
    const url = await pooler('session', more);

    await expect(
      createQueues({ connection: { kind: 'postgres', url }, prefix: 'test' }),
    ).rejects.toMatchObject({
      fault: 'configuration',
      code: 'queue-pooled',
      message: expect.stringContaining('REDIS_URL') as unknown,
    });
  });
});

describe('a database without a pooler', () => {
  it('is taken', async () => {
    await expect(requireSessions(await server.fresh())).resolves.toBeUndefined();
  });
});
