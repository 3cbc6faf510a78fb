import { describe, expect, it } from 'vitest';
import { createFindingComposer } from '../../../../graders/core/compose-finding.ts';
import { loadKitMessages } from '../../../../graders/core/load-messages.ts';
import { Mismatch } from '../../../../graders/core/mismatch.ts';
import { readQueries } from '../../../../graders/query/read-queries.ts';
import { parseDocuments } from '../../../../graders/submission/yaml/parse-documents.ts';

const compose = createFindingComposer([loadKitMessages()]);

const read = (text: string, questions = ['q1']) => {
  const [document] = parseDocuments('queries.yaml', text, compose).documents;
  if (document === undefined) throw new Error('the text holds no document');
  return readQueries(document, questions, compose);
};

const problemsOf = (text: string) => {
  const reading = read(text).readings.get('q1');
  if (reading === undefined || !('problems' in reading)) return [];
  return reading.problems.map(({ message, position }) => `${message.id}:${position?.line}`);
};

describe('readQueries', () => {
  it('reads a query and trims what block scalars add', () => {
    const { readings } = read('q1:\n  resource: pods\n  selector: a=b\n  jsonpath: |\n    {.items}\n');

    expect(readings.get('q1')).toEqual({
      query: { resource: 'pods', selector: 'a=b', jsonpath: '{.items}' },
    });
  });

  it.each([
    [
      'an unknown key',
      'q1:\n  resource: pods\n  jsonpath: x\n  jsonpath-file: /etc/passwd\n',
      ['query-unknown-key:4'],
    ],
    ['no resource', 'q1:\n  jsonpath: x\n', ['query-lacks-key:1']],
    ['secrets', 'q1:\n  jsonpath: x\n  resource: secrets\n', ['query-resource-refused:3']],
    ['two resources', 'q1:\n  resource: pods,services\n  jsonpath: x\n', ['query-resource-refused:2']],
    ['a list as selector', 'q1:\n  resource: pods\n  jsonpath: x\n  selector: [a]\n', ['query-not-text:4']],
    ['an unquoted template', 'q1:\n  resource: pods\n  jsonpath: {.items}\n', ['query-not-text:3']],
    ['an empty selector', "q1:\n  resource: pods\n  jsonpath: x\n  selector: ' '\n", ['query-text-length:4']],
    [
      'a long selector',
      `q1:\n  resource: pods\n  jsonpath: x\n  selector: ${'a'.repeat(301)}\n`,
      ['query-text-length:4'],
    ],
    ['a long output', `q1:\n  resource: pods\n  jsonpath: ${'a'.repeat(1001)}\n`, ['query-text-length:3']],
    ['two outputs', 'q1:\n  resource: pods\n  jsonpath: x\n  go-template: z\n', ['query-one-output:1']],
    ['no output', 'q1:\n  resource: pods\n', ['query-one-output:1']],
    ['text', 'q1: pods\n', ['query-not-a-mapping:1']],
    ['nothing', 'q1:\n', ['query-not-a-mapping:1']],
  ])('refuses a query with %s at its line', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('keeps the other queries when one cannot be read', () => {
    const { readings } = read('q1: 1\nq2:\n  resource: jobs\n  jsonpath: x\n', ['q1', 'q2']);
    expect(readings.get('q2')).toEqual({ query: { resource: 'jobs', jsonpath: 'x' } });
  });

  it('points to a key that looks like the missing question, and names it', () => {
    const { readings, notes } = read('other:\n  resource: jobs\nQ1:\n  resource: jobs\n');

    expect(readings.get('q1')).toMatchObject({
      problems: [{ message: { id: 'query-missing' }, position: { line: 3 } }],
    });

    expect(notes.map(({ message }) => message.params)).toEqual([{ key: 'other' }, { key: 'Q1' }]);
  });

  it.each(['- a\n', 'text\n'])('refuses a document that is no mapping: %j', (text) => {
    expect(() => read(text)).toThrow(Mismatch);
  });
});
