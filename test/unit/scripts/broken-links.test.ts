import { describe, expect, it } from 'vitest';
import { brokenLinks } from '../../../scripts/broken-links.ts';

const files: Record<string, string> = {
  'docs/a.md': '# First steps\n\n## 採点の流れ\n\n## First steps\n',
  'services/x.ts': '',
};

const targets = { exists: (path: string) => path in files, read: (path: string) => files[path] ?? '' };

const links = (file: string, content: string) =>
  brokenLinks(file, content, targets).map(({ line, link }) => `${line} ${link}`);

describe('brokenLinks', () => {
  it.each([
    ['a file', '[x](a.md)'],
    ['a heading', '[x](a.md#first-steps)'],
    ['a repeated heading', '[x](a.md#first-steps-1)'],
    ['a Japanese heading', '[x](a.md#採点の流れ)'],
    ['another site', '[x](https://example.com/none.md)'],
    ['code', '`[x](none.md)`'],
    ['fenced code', '```\n[x](none.md)\n```'],
    ['a folder above', '[x](../services/x.ts)'],
  ])('accepts %s', (_name, content) => {
    expect(links('docs/b.md', content)).toEqual([]);
  });

  it.each([
    ['a missing file', '\n[x](none.md)', '2 none.md'],
    ['a missing heading', '[x](a.md#none)', '1 a.md#none'],
    ['a path out of the repository', '[x](../../a.md)', '1 ../../a.md'],
    ['a missing definition', '[x]: none.md', '1 none.md'],
  ])('names %s', (_name, content, broken) => {
    expect(links('docs/b.md', content)).toEqual([broken]);
  });

  it('reads comments of TypeScript, not its strings', () => {
    expect(links('services/x.ts', "/** See docs/none.md. */\nconst path = 'docs/other.md';")).toEqual([
      '1 docs/none.md',
    ]);
  });
});
