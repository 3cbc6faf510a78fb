import type { Language } from '../../../graders/contract/localized.ts';
import type { Block } from '../markdown/block.ts';
import { escapeMarkdown } from '../markdown/escape.ts';
import { excerpt } from '../markdown/excerpt.ts';
import type { SubmissionView } from '../submission-view.ts';
import { textsFor } from '../texts/texts-for.ts';

/** The most characters of a note that are shown. */
const NOTE_LIMIT = 2000;

/** What the instructors wrote to the learner, as a quotation: plain text, whatever it looks like. */
export function noteBlock({ note }: SubmissionView, language: Language): Block[] {
  if (note === undefined || note.trim() === '') return [];
  const lines = excerpt(note.trim(), NOTE_LIMIT).split(/\r\n|\r|\n/);
  const quoted = lines.map((line) => `> ${escapeMarkdown(line)}`.trimEnd());
  return [{ markdown: [`**💬 ${textsFor(language).note}**`, '', quoted.join('<br>\n')].join('\n') }];
}
