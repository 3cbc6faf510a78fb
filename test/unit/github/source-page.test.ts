import { expect, it } from 'vitest';
import { sourcePage } from '../../../services/github/source-page.ts';

const source = { owner: 'school', name: 'hanako', pullNumber: 3, headSha: 'a'.repeat(40) };

it.each([
  ['a pull request', 'https://api.github.com', {}, 'https://github.com/school/hanako/pull/3'],
  [
    'the commit of what is graded by push',
    'https://api.github.com',
    { pullNumber: 0 },
    `https://github.com/school/hanako/commit/${'a'.repeat(40)}`,
  ],
  ['an Enterprise Server', 'https://git.example/api/v3', {}, 'https://git.example/school/hanako/pull/3'],
  ['data residency', 'https://api.school.ghe.com', {}, 'https://school.ghe.com/school/hanako/pull/3'],
])('links to %s', (_name, apiUrl, over, expected) => {
  expect(sourcePage(apiUrl, { ...source, ...over })).toBe(expected);
});
