import { describe, expect, it } from 'vitest';
import { neverRan } from '../../../../graders/containers/never-ran.ts';

const look = (from: number, to = from + 500, seen = false) => ({
  from,
  to,
  runs: seen ? [{ startedAt: from, arguments: ['3'] }] : [],
});

const life = { startedAt: 0, finishedAt: 12_000 };

describe('neverRan', () => {
  it('is proven by looks that lie closer than the work takes', () => {
    expect(neverRan([look(3_000), look(7_000), look(10_000)], life, 6_000)).toBe(true);
  });

  it.each([
    { title: 'a look saw it', looks: [look(3_000), look(7_000, 7_500, true), look(10_000)] },
    { title: 'it fits before the first look', looks: [look(5_600), look(10_000)] },
    { title: 'it fits between two looks', looks: [look(3_000), look(8_600), look(10_000)] },
    { title: 'it fits behind the last look', looks: [look(3_000), look(6_900)] },
    { title: 'a look took long', looks: [look(3_000), look(5_000, 9_000), look(10_000)] },
    { title: 'nobody looked', looks: [] },
  ])('is not proven when $title', ({ looks }) => {
    expect(neverRan(looks, life, 6_000)).toBe(false);
  });
});
