import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../../graders/submission/parse-yaml.ts';

const MANY = 20_000;

describe('parseYaml', () => {
  it.each([
    ['[,', 1],
    ['{,', 1],
    ['[: :', 3],
    [']', 0],
    ['}', 0],
    ['" ', 0],
    ['"\\q', 1],
    ['[a]', 3],
  ])('stops at the first of many mistakes: %s', (scrap) => {
    const parsed = parseYaml(scrap + scrap.slice(-1).repeat(MANY));
    expect(parsed).toHaveProperty('error.message');
  });

  it('counts one error of a text that has as many as characters', () => {
    const made: unknown[] = [];
    const prepare = Error.prepareStackTrace;
    Error.prepareStackTrace = (error, frames) => {
      made.push(error);
      return prepare?.(error, frames) ?? '';
    };
    try {
      const parsed = parseYaml(`[${','.repeat(MANY)}`);
      expect('error' in parsed && parsed.error).toMatchObject({ code: 'UNEXPECTED_TOKEN', offset: 1 });
    } finally {
      Error.prepareStackTrace = prepare;
    }
    expect(made.length).toBeLessThan(50);
  });

  it('returns all documents of a text without errors', () => {
    const parsed = parseYaml('a: 1\n---\nb: 2\n');
    expect('documents' in parsed && parsed.documents.map((document) => document.toJS() as unknown)).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
  });
});
