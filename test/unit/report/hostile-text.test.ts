import fc from 'fast-check';
import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { renderCheckRun } from '../../../services/report/check-run.ts';
import { renderComment } from '../../../services/report/comment.ts';
import type { SubmissionView } from '../../../services/report/submission-view.ts';
import {
  buildCheck,
  buildEvidence,
  buildFinding,
  buildMessage,
  buildReport,
} from '../../support/builders/grading-report.ts';

const ATTACKS = [
  '@octocat',
  '@org/team',
  '#123',
  'GH-123',
  'gh-9',
  'o/r#7',
  'https://evil.example',
  'HTTP://EVIL.example',
  'www.evil.example',
  'mail@evil.example',
  '![x](https://evil.example/x.png)',
  '[x](javascript:alert(1))',
  '[x]: /u',
  '<img src=x onerror=y>',
  '<script>',
  '</details>',
  '<!-- saiten:demo -->',
  '-->',
  '<!--',
  '`',
  '``',
  '```',
  '````',
  '~~~',
  '\n',
  '\n\n',
  '\r',
  '\t',
  '    ',
  '|',
  '\\|',
  '\\',
  '*',
  '_',
  '# ',
  '> ',
  '- ',
  '1. ',
  '---',
  '===',
  '&lt;',
  '&#64;a',
  '\u202E',
  '\u200B',
  '\u0000',
  '\u001B[31m',
  '\u001B]8;;https://evil.example\u0007',
  '\uD83D',
  '\uDE00',
  '😀',
  '採点',
  '{name}',
  '$x$',
  '<https://evil.example>',
] as const;

const hostile = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...ATTACKS) },
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));

/** Tags, links and headings that are ours; everything else in a comment came from somebody else. */
const OUR_HTML = /^(?:<!-- saiten:demo -->|<\/?(?:details|summary|sub|b|br)>)/;

function flatten(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    const nested: Token[] = [];
    if ('tokens' in token && Array.isArray(token.tokens)) nested.push(...token.tokens);
    if (token.type === 'list') nested.push(...(token as { items: Token[] }).items);

    if (token.type === 'table') {
      const { header, rows } = token as { header: { tokens: Token[] }[]; rows: { tokens: Token[] }[][] };
      nested.push(...[...header, ...rows.flat()].flatMap((cell) => cell.tokens));
    }

    return [token, ...flatten(nested)];
  });
}

/** What in the rendered comment came alive that is not ours. */
function alive(comment: string): string[] {
  return flatten(marked.lexer(comment, { gfm: true })).flatMap((token) => {
    const { type, raw } = token;
    if (type === 'link' || type === 'image') return [`${type}: ${raw}`];

    if (type === 'html') {
      const rest = raw
        .replaceAll(/<summary>[^<]*(?:<b>[^<]*<\/b>[^<]*)?<\/summary>/g, '')
        .replaceAll(new RegExp(OUR_HTML.source.slice(1), 'g'), '');

      return /[<>]|@|https?:/.test(rest) ? [`html: ${raw}`] : [];
    }

    const leaf = type === 'text' && !('tokens' in token && token.tokens !== undefined);
    return leaf && /@(?!\u200B)|#[0-9]|gh-[0-9]|:\/\/|www\./i.test(raw.replaceAll('\\', ''))
      ? [`text: ${raw}`]
      : [];
  });
}

/** How many folds of the rendered comment are not closed; text inside code does not count. */
function foldsLeftOpen(comment: string): number {
  const html = flatten(marked.lexer(comment, { gfm: true }))
    .filter(({ type }) => type === 'html')
    .map(({ raw }) => raw)
    .join('\n');

  return html.split('<details>').length - html.split('</details>').length;
}

/** A result that holds the text in every place that a learner can write to; a small one has each kind once. */
function viewWith(text: string, { problems = false, small = false } = {}): SubmissionView {
  const message = buildMessage({
    text: { en: `Found {name} and {name}{name}: ${text}`, ja: `{name} は \`{name}\` ${text}` },
    params: { name: text },
  });

  const finding = buildFinding({
    message,
    expected: text,
    found: `${text}\n${text}`,
    position: { file: text === '' ? 'a' : text, line: 3 },
    evidence: [buildEvidence({ kind: 'logs', source: text, text })],
  });

  const title = { en: `t ${text}`, ja: text === '' ? 't' : text };

  const report = buildReport({
    runId: text,
    headSha: text,
    problems: problems ? [finding] : [],
    checks: [
      ...(small ? [] : [buildCheck({ id: 'a', title, findings: [finding] })]),
      buildCheck({ id: 'b', title, status: 'fail', findings: [finding] }),
      buildCheck({ id: 'c', title, status: 'blocked', blockedBy: 'b' }),
    ],
  });

  return {
    exercise: { slug: text, title },
    folder: text,
    progress: { state: 'finished', report },
    attempts: (small ? [] : [1, 2]).map((attempt) => ({
      attempt,
      headSha: text,
      verdict: 'failed' as const,
      score: { earned: 1, possible: 2 },
      finishedAt: new Date(0),
    })),
  };
}

function commentWith(text: string, { problems = false, small = false } = {}): string {
  return renderComment({
    marker: 'demo',
    pullRequest: { number: 1, headSha: text, authorLogin: text },
    languages: small ? ['ja'] : ['ja', 'en'],
    submissions: [viewWith(text, { problems, small })],
  });
}

describe('learner text in a comment', () => {
  it.each(ATTACKS)('stays dead: %j', (attack) => {
    expect(alive(commentWith(attack))).toEqual([]);
    expect(alive(commentWith(` a ${attack} b `, { problems: true }))).toEqual([]);
  });

  it('stays dead in 10,000 mixtures', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (text, problems) => {
        const comment = commentWith(text, { problems, small: true });
        expect(alive(comment)).toEqual([]);
        expect(comment.length).toBeLessThanOrEqual(60_000);
        expect(comment).not.toMatch(/\0|\p{Surrogate}|[\u202A-\u202E\u2066-\u2069]/u);
        expect(foldsLeftOpen(comment)).toBe(0);
      }),
      { numRuns: 10_000 },
    );
  });

  it('is found alive by this test when it is not escaped', () => {
    for (const attack of ['@octocat', 'https://evil.example', '<img src=x>', '![x](y)', 'GH-123', '#123'])
      expect(alive(`text ${attack}`), attack).not.toEqual([]);
  });
});

describe('learner text in a check run', () => {
  /** Long, so that it is cut at every odd place: in pairs, in references, in lines. */
  const long = fc
    .tuple(hostile, fc.nat(40))
    .map(([text, times]) => `${text}${'😀'.repeat(times)}`.repeat(times));

  const mixture = fc.oneof({ weight: 9, arbitrary: hostile }, { weight: 1, arbitrary: long });

  it('is text that GitHub takes, within its limits, in 10,000 mixtures', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(mixture, fc.boolean(), (text, problems) => {
        const { output } = renderCheckRun(viewWith(text, { problems, small: true }), {
          languages: ['ja'],
          notGraded: 'neutral',
        });

        expect(JSON.stringify(output)).not.toMatch(/\\u0000|\\u001b|\\ud[89a-f]/i);
        expect(output.title.length).toBeLessThanOrEqual(255);
        expect(Buffer.byteLength(output.summary)).toBeLessThanOrEqual(65_535);

        for (const { title, message } of output.annotations) {
          expect(title.length).toBeLessThanOrEqual(255);
          expect(Buffer.byteLength(message)).toBeLessThanOrEqual(64 * 1024);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
