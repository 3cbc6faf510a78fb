import { describe, expect, it } from 'vitest';
import { firstHeard } from '../../../../services/worker/intake/first-heard.ts';

const NOW = new Date(100_000);
const head = { repositoryId: 1, number: 7, headSha: 'head' };

/** What is known already, and what GitHub says of the last change. */
async function ask(known: Date | undefined, updatedAt: Date) {
  const told: Date[] = [];

  const heads = {
    hear: async (heads: readonly { at: Date }[]) => void told.push(...heads.map(({ at }) => at)),
    firstHeard: async () => known ?? told[0],
  };

  return { at: await firstHeard(heads, { ...head, updatedAt }, NOW), told };
}

describe('firstHeard', () => {
  it.each<[string, Date | undefined, Date, Date]>([
    ['the time of the event, whatever changed since', new Date(10_000), new Date(90_000), new Date(10_000)],
    ['the last change where no event came', undefined, new Date(90_000), new Date(90_000)],
    ['now by a clock of GitHub ahead of ours', undefined, new Date(110_000), NOW],
    ['now by an event of a clock ahead of ours', new Date(110_000), new Date(90_000), NOW],
    ['now for a push without a time', undefined, new Date(0), NOW],
  ])('is %s', async (_case, known, updatedAt, expected) => {
    expect((await ask(known, updatedAt)).at).toEqual(expected);
  });

  it('remembers what it found', async () => {
    expect((await ask(undefined, new Date(90_000))).told).toEqual([new Date(90_000)]);
  });
});
