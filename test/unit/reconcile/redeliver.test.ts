import { expect, it } from 'vitest';
import { redeliver } from '../../../services/reconcile/redeliver.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');

/** Attempts newest first, as GitHub lists them: guid, status, minutes ago. */
async function repeated(attempts: [string, number, number][], known: string[] = []): Promise<number[]> {
  const all = attempts.map(([guid, statusCode, minutes], id) => ({
    ...{ id, guid, statusCode, event: 'pull_request' },
    deliveredAt: new Date(NOW - minutes * 60_000),
  }));

  const sent: number[] = [];

  await redeliver({
    github: {
      deliveries: async ({ since, failed = false }) =>
        all.filter(
          ({ deliveredAt, statusCode }) =>
            deliveredAt >= since && (!failed || statusCode < 200 || statusCode > 399),
        ),
      redeliver: async (id) => void sent.push(id),
    },
    deliveries: { known: async (guid) => known.includes(guid) },
    now: () => NOW,
  });

  return sent;
}

it.each<[string, [string, number, number][], string[], number[]]>([
  ['repeats what nobody took', [['a', 503, 5]], [], [0]],
  [
    'repeats the newest attempt, once',
    [
      ['a', 0, 5],
      ['a', 0, 60],
    ],
    [],
    [0],
  ],
  [
    'leaves what arrived in another attempt',
    [
      ['a', 202, 5],
      ['a', 503, 60],
    ],
    [],
    [],
  ],
  ['leaves what timed out after it was stored', [['a', 0, 5]], ['a'], []],
  ['waits after a fresh failure', [['a', 503, 0.5]], [], []],
  [
    'waits twice as long after each attempt',
    [
      ['a', 503, 3],
      ['a', 503, 9],
      ['a', 503, 20],
    ],
    [],
    [],
  ],
  ['gives up after eight attempts', Array.from({ length: 8 }, (_, n) => ['a', 503, 600 + n]), [], []],
  ['leaves what GitHub no longer keeps', [['a', 503, 5 * 24 * 60]], [], []],
])('%s', async (_name, attempts, known, expected) => {
  expect(await repeated(attempts, known)).toEqual(expected);
});
