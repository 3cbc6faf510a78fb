import type { Language } from '../../graders/contract/localized.ts';
import type { Block } from './markdown/block.ts';
import type { HandInWay } from '../domain/submissions/hand-in.ts';
import type { Notice } from '../domain/submissions/notice.ts';
import { headline } from './blocks/headline.ts';
import { noticeText } from './blocks/notice.ts';
import { submissionBlocks } from './blocks/submission-blocks.ts';
import type { SubmissionView } from './submission-view.ts';
import { textsFor } from './texts/texts-for.ts';
import { truncate } from './markdown/truncate.ts';

export interface CommentInput {
  /** Names this deployment and pull request in the hidden first line; letters, digits, `-`, `/`, `:` and `.`. */
  marker: string;
  pullRequest: { number: number; headSha: string; authorLogin: string };
  /** In the order of the course's setting: the first is open, the others are folded. */
  languages: readonly [Language, ...Language[]];
  submissions: readonly SubmissionView[];
  /** What is told beside the results. */
  notice?: Notice;
  /** What hands work in; a push unless told. */
  handIn?: HandInWay;
  /** Whether the list of commands is shown without unfolding it. */
  helpOpen?: boolean;
  /** IANA name of the zone in which times are written; Asia/Tokyo unless told. */
  timeZone?: string;
}

/**
 * The most characters of a comment. GitHub refuses more than 65,536 with 422; the rest is left as a margin
 * because nothing says what it counts.
 */
const COMMENT_BUDGET = 60_000;

/** The hidden first line by which our comment is found again. */
export function commentMarker(marker: string): string {
  return `<!-- saiten:${marker.replaceAll(/[^A-Za-z0-9/:.]+/g, '-')} -->`;
}

/**
 * Writes the one comment of a pull request: GitHub Markdown of at most 60,000 characters, starting with
 * `commentMarker`. The same input always gives the same text, so that an unchanged comment need not be sent.
 */
export function renderComment(input: CommentInput): string {
  const [first, ...others] = input.languages;
  const detailsUrl = input.submissions.find((view) => view.detailsUrl !== undefined)?.detailsUrl;

  const blocks = [
    ...openLanguage(input, first),
    ...others.map((language) => foldedLanguage(input, language)),
    ...helpBlocks(input, first),
    { markdown: `---\n\n<sub>${textsFor(first).regrade}</sub>` },
  ];

  const start = `${commentMarker(input.marker)}\n\n`;

  const body = truncate(blocks, {
    budget: COMMENT_BUDGET - start.length,
    measure: (text) => text.length,
    note: (cut) => textsFor(first).cut(cut, detailsUrl),
  });

  return start + body;
}

function openLanguage(input: CommentInput, language: Language): Block[] {
  const { submissions, timeZone = 'Asia/Tokyo' } = input;
  return [
    ...noticeBlocks(input, language),
    ...submissions.map((view): Block => ({
      children: submissionBlocks(view, { language, timeZone, evidence: true }),
      rank: 'submission',
    })),
  ];
}

function noticeBlocks({ notice, timeZone }: CommentInput, language: Language): Block[] {
  if (notice === undefined) return [];
  const { title, text } = noticeText(notice, language, timeZone);
  return [{ markdown: `## ${title}\n\n${text}` }];
}

/** The list of commands: open when somebody asked for help, else folded. */
function helpBlocks({ helpOpen = false, handIn = 'push' }: CommentInput, language: Language): Block[] {
  const { title, handIn: ways, lines } = textsFor(language).help;
  const list = [ways[handIn], ...lines].map((line) => `- ${line}`).join('\n');
  return helpOpen
    ? [{ markdown: `### ❓ ${title}\n\n${list}` }]
    : [{ summary: `❓ ${title}`, children: [{ markdown: list }] }];
}

/** A further language, folded under a line that already tells its readers how it went. */
function foldedLanguage(input: CommentInput, language: Language): Block {
  const { submissions, timeZone = 'Asia/Tokyo', helpOpen = false } = input;
  const texts = textsFor(language);
  const [only, ...more] = submissions;
  const outcome = only === undefined || more.length > 0 ? '' : ` · ${headline(only.progress, language)}`;

  const children: Block[] = submissions.map((view) => {
    const [head, ...rest] = submissionBlocks(view, { language, timeZone, evidence: false });
    return {
      children: [...(head === undefined ? [] : [head]), { children: rest, rank: 'secondary-details' }],
      rank: 'submission',
    };
  });

  return {
    summary: `<b>${texts.language}</b>${outcome}`,
    children: [
      ...noticeBlocks(input, language),
      ...children,
      ...(helpOpen ? helpBlocks(input, language) : []),
      { markdown: `<sub>${texts.regrade}</sub>` },
    ],
  };
}
