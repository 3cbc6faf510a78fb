import { expect, it } from 'vitest';
import { writeFiles } from '../../../github-server/state/git-files.ts';
import type { GitObjects } from '../../../github-server/state/git-objects.ts';
import { writeBlob, writeTree } from '../../../github-server/state/git-objects.ts';

it('gives the ids that git gives', () => {
  const objects: GitObjects = new Map();
  expect(writeTree(objects, [])).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904');
  expect(writeBlob(objects, Buffer.from(''))).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
});

it('sorts a folder as if its name ended in a slash', () => {
  const objects: GitObjects = new Map();
  const sha = writeBlob(objects, Buffer.from(''));

  const tree = writeFiles(
    objects,
    new Map(['a/x', 'a.yaml', 'a0'].map((path) => [path, { mode: '100644', sha }])),
  );

  const root = objects.get(tree);
  expect(root?.type === 'tree' && root.entries.map((entry) => entry.name)).toEqual(['a.yaml', 'a', 'a0']);
});
