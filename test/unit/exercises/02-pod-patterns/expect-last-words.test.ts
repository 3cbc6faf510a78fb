import { describe, expect, it } from 'vitest';
import { expectLastWords, expectSilence } from '../../../../exercises/02-pod-patterns/expect-last-words.ts';
import { Mismatch } from '../../../../graders/core/mismatch.ts';
import type { LogLook } from '../../../../exercises/02-pod-patterns/watch-log.ts';

const context = {
  mismatch: (id: string) =>
    new Mismatch([{ message: { id, text: { en: '', ja: '' }, params: {} }, evidence: [] }]),
};

const letters = { y: 'with', n: 'without', l: 'long', '-': 'none' } as const;

/** One look in half a second. */
const looks = (text: string): LogLook[] =>
  Array.from(text, (letter, i) => ({ at: i / 2, answer: letters[letter as keyof typeof letters] }));

describe('expectLastWords', () => {
  it.each([
    ['comes and stays', 'nnnn', 'nnyyyyyyy'],
    ['comes and stays until nothing is served', 'nnnn', 'nnyyyyyy----'],
    ['is missed by single looks that got no answer', 'nnnn', 'nyy-yyyy'],
  ])('accepts a line that %s', (_, before, after) => {
    expect(() => expectLastWords(context, { before: looks(before), after: looks(after) }, 'a')).not.toThrow();
  });

  it.each([
    ['shutdown-line-too-early', 'nnyn', 'yyyyyyyy'],
    ['shutdown-line-missing', 'nnnn', 'nnnn------'],
    ['shutdown-line-missing', '----', '----------'],
    ['shutdown-line-not-kept', 'nnnn', 'nyynyyyyy'],
    ['shutdown-line-not-kept', 'nnnn', 'nnyy------'],
    ['log-too-long', 'nnln', 'yyyyyyyy'],
    ['log-too-long', 'nnnn', 'llll'],
  ])('says %s of %s before and %s after', (id, before, after) => {
    expect(() => expectLastWords(context, { before: looks(before), after: looks(after) }, 'a')).toThrow(id);
  });
});

describe('expectSilence', () => {
  it.each([
    ['ynnn', 'nn'],
    ['nnnn', 'ny'],
  ])('finds the line in %s before and %s after', (before, after) => {
    expect(() => expectSilence(context, { before: looks(before), after: looks(after) })).toThrow(
      'line-not-by-main',
    );
  });

  it('accepts a log without it, and none', () => {
    expect(() => expectSilence(context, { before: looks('nn--'), after: looks('--') })).not.toThrow();
  });
});
