import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createFindingComposer } from '../../../../graders/core/compose-finding.ts';
import { loadKitMessages } from '../../../../graders/core/load-messages.ts';
import { parseDocuments } from '../../../../graders/submission/yaml/parse-documents.ts';

const compose = createFindingComposer([loadKitMessages()]);

/**
 * What kubectl v1.36 reads in 6,000 files, most of them a value or a key that is written in some odd way: test/reference makes
 * the table. Columns: the file in the escapes of JSON, its documents as JSON; `-` where kubectl gives up.
 */
const file = new URL('recorded-readings.tsv', import.meta.url);

const cases = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => {
    const [escaped = '', answer = ''] = line.split('\t');
    const text = JSON.parse(`"${escaped}"`) as string;
    return { text, theirs: answer === '-' ? undefined : plain(JSON.parse(answer)) };
  });

/** Without the sign of zero. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

/** Where we are laxer than kubectl's library, or read what was plainly meant where it reads something else. */
const LAX: readonly [string, RegExp][] = [
  ['a tab where no value begins', /\t/],
  ['a byte order mark before a document', /\ufeff/],
  ['a carriage return alone', /\r(?!\n)/],
  ['`...` without a document', /(^|\n)\.\.\./],
  ['an escape that JSON has and YAML 1.1 has not', /\\\/|\\ud83d/],
  ['a colon or question mark between brackets', /[[{][^\]}]*[?:]/],
  ['a tag right before a bracket or comma', /!![a-z]+[\]},]/],
];

function outcomeOf({ text, theirs }: (typeof cases)[number]): string {
  const { documents, problems } = parseDocuments('a.yaml', text, compose);
  const [problem] = problems;
  if (problem !== undefined) return theirs === undefined ? 'the same' : `refused: ${problem.message.id}`;
  if (isDeepStrictEqual(plain(documents.map(({ value }) => value)), theirs)) return 'the same';
  const reason = LAX.find(([, form]) => form.test(text))?.[0];
  const what = theirs === undefined ? 'taken' : 'read otherwise';
  return `${what}: ${reason ?? JSON.stringify(text)}`;
}

describe('the recorded readings of kubectl', () => {
  it('are ours but for what decision 85 lists', { timeout: 60_000 }, () => {
    const counts: Record<string, number> = {};

    for (const one of cases) {
      const outcome = outcomeOf(one);
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }

    expect(counts).toEqual({
      'the same': 5_489,
      // kubectl takes these, and we do not: half of them is not what was meant, and no manifest needs the others.
      'refused: anchor-refused': 7,
      'refused: behind-document-end': 54,
      'refused: control-character': 10,
      'refused: duplicate-key': 20,
      'refused: invalid-yaml': 48,
      'refused: invisible-character': 14,
      'refused: key-refused': 54,
      'refused: odd-character': 15,
      'refused: odd-space': 12,
      'refused: tag-refused': 122,
      'refused: yaml-indent': 20,
      'refused: yaml-missing-character': 10,
      // The parser reads YAML 1.2.
      'read otherwise: a byte order mark before a document': 2,
      'read otherwise: a carriage return alone': 1,
      'read otherwise: a colon or question mark between brackets': 12,
      'read otherwise: a tag right before a bracket or comma': 1,
      'taken: `...` without a document': 7,
      'taken: a byte order mark before a document': 4,
      'taken: a colon or question mark between brackets': 34,
      'taken: a tab where no value begins': 35,
      'taken: a tag right before a bracket or comma': 4,
      'taken: an escape that JSON has and YAML 1.1 has not': 25,
    });
  });
});
