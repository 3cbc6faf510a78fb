import { describe, expect, it } from 'vitest';
import { changesByTrees } from '../../../../services/worker/intake/changes-by-trees.ts';

type Folder = { [name: string]: string | Folder };

/** Commits by name; recursive listings end after `most` entries. */
function source(commits: Record<string, Folder>, most = Infinity) {
  const folders = new Map<string, Folder>(Object.entries(commits));
  const asked: string[] = [];

  const shaOf = (content: string | Folder): string => {
    const sha = JSON.stringify(content);
    if (typeof content !== 'string') folders.set(sha, content);
    return sha;
  };

  const walk = (folder: Folder, deep: boolean, prefix = ''): ReturnType<typeof entry>[] =>
    Object.entries(folder).flatMap(([name, content]) => [
      entry(prefix + name, content),
      ...(deep && typeof content !== 'string' ? walk(content, true, `${prefix}${name}/`) : []),
    ]);

  const entry = (path: string, content: string | Folder) => ({
    path,
    type:
      typeof content !== 'string'
        ? ('folder' as const)
        : content === 'git'
          ? ('submodule' as const)
          : ('file' as const),
    sha: shaOf(content),
  });

  return {
    asked,
    async tree(sha: string, { recursive = true }: { recursive?: boolean } = {}) {
      asked.push(sha);
      const all = walk(folders.get(sha) ?? {}, recursive);
      const isCut = recursive && all.length > most;
      return { entries: isCut ? all.slice(0, most) : all, truncated: isCut };
    },
  };
}

const isWanted = (folder: string) => folder.endsWith('02-batch-jobs');

const many = (count: number, prefix = 'f') =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, `text ${i}`]));

const manyFolders = (count: number): Folder =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`d${i}`, { ...many(20), own: String(i) }]));

describe('changesByTrees', () => {
  it.each<[string, Folder | undefined, Folder, string[]]>([
    ['added, changed and left', { a: '1', b: '1', c: '1' }, { a: '1', b: '2', d: '1' }, ['b', '-c', 'd']],
    ['in folders', { x: { y: { a: '1' } } }, { x: { y: { a: '2' } } }, ['x/y/a']],
    ['moved', { x: { a: '1' } }, { y: { a: '1' } }, ['-x/a', 'y/a']],
    ['a folder that became a nested repository', { x: { a: '1' } }, { x: 'git' }, ['x', '-x/a']],
    ['a file that became a folder', { x: '1' }, { x: { a: '1' } }, ['-x', 'x/a']],
    ['without a base', undefined, { a: '1', x: { b: '1' } }, ['a', 'x/b']],
    ['nothing', { x: { a: '1' } }, { x: { a: '1' } }, []],
  ])('finds what changed, whether listings are cut or not: %s', async (_case, base, head, expected) => {
    for (const most of [Infinity, 1, 0]) {
      const trees = source({ ...(base === undefined ? {} : { base }), head }, most);

      const { files, complete } = await changesByTrees(trees, {
        ...(base === undefined ? {} : { base: 'base' }),
        head: 'head',
        isWanted,
      });

      const found = files.map(({ path, status }) => (status === 'removed' ? `-${path}` : path));
      expect([complete, ...found.sort()]).toEqual([true, ...[...expected].sort()]);
    }
  });

  it('asks twice when nothing is cut', async () => {
    const trees = source({ base: many(10), head: { ...many(10), x: { y: many(10) } } });
    await changesByTrees(trees, { base: 'base', head: 'head', isWanted });
    expect(trees.asked).toEqual(['base', 'head']);
  });

  it('passes over folders that are the same, and hidden ones', async () => {
    const trees = source(
      { base: { same: many(9), x: { a: '1' } }, head: { same: many(9), '.cache': many(9), x: { a: '2' } } },
      5,
    );

    const { files } = await changesByTrees(trees, { base: 'base', head: 'head', isWanted });
    expect(files).toEqual([{ path: 'x/a' }]);
    expect(trees.asked).toHaveLength(6);
  });

  it('finds what is wanted first, and ends when there is too much', async () => {
    const trees = source(
      { base: {}, head: { ...manyFolders(90), work: { '02-batch-jobs': { a: '1' } } } },
      5,
    );

    const { files, complete } = await changesByTrees(trees, { base: 'base', head: 'head', isWanted });
    expect(complete).toBe(false);
    expect(trees.asked.length).toBeLessThanOrEqual(60);
    expect(files.length).toBeGreaterThan(50);

    const wanted = source({ base: {}, head: { ...manyFolders(90), '02-batch-jobs': { a: '1' } } }, 5);
    const found = await changesByTrees(wanted, { base: 'base', head: 'head', isWanted });
    expect(found.files[0]).toEqual({ path: '02-batch-jobs/a' });
  });
});
