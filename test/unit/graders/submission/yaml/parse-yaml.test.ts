import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../../../graders/submission/yaml/parse-yaml.ts';

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

  it('says where the first of them is', () => {
    const parsed = parseYaml(`a: 1\nb: [${'x]'.repeat(MANY)}`);
    expect('error' in parsed && parsed.error.offset).toBe(11);
  });

  it('returns all documents of a text without errors', () => {
    const parsed = parseYaml('a: 1\n---\nb: 2\n');

    expect('documents' in parsed && parsed.documents.map((document) => document.toJS() as unknown)).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
  });
});
