import { describe, expect, it } from 'vitest';
import { findChanges } from '../../../../services/worker/intake/find-changes.ts';

const file = (path: string, sha: string) => ({ path, type: 'file' as const, sha });

const TREES: Record<string, ReturnType<typeof file>[]> = {
  fork: [file('a.yaml', '1'), file('news.md', '1')],
  base: [file('a.yaml', '1'), file('news.md', '2')],
  head: [file('a.yaml', '2'), file('news.md', '1')],
};

/** Changes of a pull request that began at `fork`, whose base has moved on. */
async function changes(
  { listed, left }: { listed?: { path: string }[]; left?: string },
  { attempt = 1 } = {},
): Promise<string[]> {
  const source = {
    changedFiles: async (_number: number, { headSha }: { headSha: string }) =>
      headSha === 'head' ? listed : undefined,
    mergeBase: async () => left,
    comparedFiles: () => Promise.reject(new Error('This is no branch.')),
    tree: async (sha: string) => ({ entries: TREES[sha] ?? [], truncated: false }),
  };

  const { files } = await findChanges(source, {
    ...{ number: 7, submissions: [], delivery: { attempt } },
    head: { headSha: 'head', baseSha: 'base', changedFiles: 1 },
    map: { slugs: new Set() },
  });

  return files.map(({ path }) => path);
}

describe('findChanges', () => {
  it('takes the list of the head', async () => {
    expect(await changes({ listed: [{ path: 'listed.yaml' }] })).toEqual(['listed.yaml']);
  });

  it('compares the trees where there is no list of the head', async () => {
    expect(await changes({ left: 'fork' })).toEqual(['a.yaml']);
  });

  it('asks again while GitHub knows no way from the base to the head', async () => {
    await expect(changes({})).rejects.toMatchObject({ code: 'github-behind' });
  });

  it('counts what the base got since then at last', async () => {
    expect(await changes({}, { attempt: 5 })).toEqual(['a.yaml', 'news.md']);
  });
});
