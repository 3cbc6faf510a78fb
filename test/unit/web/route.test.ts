import { describe, expect, it } from 'vitest';
import { linkTo, readRoute } from '../../../web/source/route.ts';

describe('addresses of the page', () => {
  it.each([
    ['', []],
    ['#/', []],
    ['#/courses/intro/gradebook', ['courses', 'intro', 'gradebook']],
    ['#/courses/a%2Fb', ['courses', 'a/b']],
    ['#/courses/%E0%A4%A', ['courses', '%E0%A4%A']],
  ])('%s leads to %o', (hash, parts) => {
    expect(readRoute(hash).parts).toEqual(parts);
  });

  it('are read as they were written', () => {
    const route = readRoute(linkTo(['courses', 'a/b', 7], { find: '田中 & co', state: '' }));
    expect(route.parts).toEqual(['courses', 'a/b', '7']);
    expect([...route.query]).toEqual([['find', '田中 & co']]);
  });
});
