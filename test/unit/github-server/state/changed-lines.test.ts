import { expect, it } from 'vitest';
import { countChangedLines } from '../../../github-server/state/changed-lines.ts';

it.each([
  ['nothing', 'a\nb\n', 'a\nb\n', 0, 0],
  ['a new file', '', 'a\nb\n', 2, 0],
  ['a removed file', 'a\n', '', 0, 1],
  ['a replaced line', 'a\nb\nc\n', 'a\nx\nc\n', 1, 1],
  ['a moved line', 'a\nb\nc\n', 'b\nc\na\n', 1, 1],
])('counts %s as git does', (_name, before, after, additions, deletions) => {
  expect(countChangedLines(before, after)).toEqual({ additions, deletions });
});
