import { describe, expect, it } from 'vitest';
import { ABUSE_CLASSES } from '../../end-to-end/cluster/abuse/abuse-case.ts';
import { ABUSE_LIST } from '../../end-to-end/cluster/abuse/abuse-list.ts';
import { fileOf, readCase } from '../../end-to-end/cluster/abuse/submit.ts';

const WORDS = { NEIGHBOUR_SPACE: 'exercise-b', SPACE_GRADER: 'grader-a' };

describe('the abuse list', () => {
  it('has at least 60 submissions, under names of their own, in every class', () => {
    expect(new Set(ABUSE_LIST.map(({ id }) => id)).size).toBe(ABUSE_LIST.length);
    expect(ABUSE_LIST.length).toBeGreaterThanOrEqual(60);
    expect(new Set(ABUSE_LIST.map((abuse) => abuse.class))).toEqual(new Set(ABUSE_CLASSES));
  });

  // What reading refuses needs no cluster to show it; the rest is tried on one.
  it.each(ABUSE_LIST.map((abuse) => [abuse.id, abuse] as const))('%s is read as expected', (_, abuse) => {
    const { problems } = readCase(abuse, fileOf(abuse, WORDS));
    const ids = problems.map(({ message }) => message.id);
    if (abuse.expected.by === 'reading') expect(ids).toContain(abuse.expected.message);
    else expect(ids).toEqual([]);
  });
});
