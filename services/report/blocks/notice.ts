import type { Language } from '../../../graders/contract/localized.ts';
import type { Misplaced, Notice, RefusedExercise } from '../../domain/submissions/notice.ts';
import { inlineCode } from '../markdown/inline-code.ts';
import { localTime } from './local-time.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { textsFor } from '../texts/texts-for.ts';

/** A notice in one language: a heading of plain words, and Markdown. What a learner wrote, names of files, is shown as code. */
export function noticeText(
  notice: Notice,
  language: Language,
  timeZone = 'Asia/Tokyo',
): { title: string; text: string } {
  const texts = textsFor(language);
  const when = (iso: string) => `${localTime(new Date(iso), timeZone)} (${timeZone})`;

  switch (notice.kind) {
    case 'no-exercise':
    case 'nothing-to-hand-in': {
      const names = notice.slugs.map((slug) => `- ${inlineCode(slug)}`).join('\n');
      const { title, text } = texts.notice[notice.kind];
      if (notice.kind === 'no-exercise' && notice.besides !== undefined)
        return { title, text: [texts.onlyNotes, notesText(notice.besides, texts)].join('\n\n') };
      const changed = notice.kind === 'no-exercise' ? changedText(notice, texts) : [];
      return { title, text: [text, ...changed, texts.knownFolders, names].join('\n\n') };
    }

    case 'misplaced': {
      const { title, text } = texts.notice.misplaced;
      const lines = notice.places.map((place) => `- ${misplacedText(place, texts)}`);
      return { title, text: `${lines.join('\n')}\n\n${text}` };
    }

    case 'attempts-used': {
      const { title, text } = texts.notice['attempts-used'];
      const exercises = notice.exercises.map((slug) => inlineCode(slug)).join(', ');
      return { title, text: text({ exercises, perDay: notice.perDay, when: when(notice.nextAt) }) };
    }

    case 'regrade-later': {
      const { title, text } = texts.notice['regrade-later'];
      return { title, text: text({ when: when(notice.nextAt) }) };
    }

    case 'not-handed-in':
    case 'handed-in-otherwise': {
      const { title, text } = texts.notice[notice.kind];
      return { title, text: text({ handIn: notice.handIn }) };
    }

    case 'not-accepted': {
      const { title, text } = texts.notice['not-accepted'];
      const lines = notice.exercises.map((refused) => `- ${reasonText(refused, texts, when)}`);
      return { title, text: `${lines.join('\n')}\n\n${text}` };
    }

    case 'change-too-large':
    case 'handed-in-already':
    case 'no-author':
    case 'by-bot':
    case 'not-enrolled':
    case 'needs-approval':
      return texts.notice[notice.kind];
  }
}

function changedText(
  { changed = [] }: Extract<Notice, { kind: 'no-exercise' }>,
  { changedFile, changedFiles }: ReportTexts,
): string[] {
  if (changed.length === 0) return [];

  const lines = changed.map(
    ({ path, meant }) =>
      `- ${changedFile(inlineCode(path), meant === undefined ? undefined : inlineCode(meant))}`,
  );

  return [changedFiles, lines.join('\n')];
}

function notesText(
  besides: readonly { path: string; exercise: string }[],
  { separator }: ReportTexts,
): string {
  return besides
    .map(({ path, exercise }) => `- ${inlineCode(path)}${separator}${inlineCode(exercise)}`)
    .join('\n');
}

function misplacedText(place: Misplaced, { misplaced: texts }: ReportTexts): string {
  const path = inlineCode(place.path);
  return place.why === 'nested-repository'
    ? texts['nested-repository'](path)
    : texts[place.why](path, inlineCode(place.expected));
}

function reasonText(
  refused: RefusedExercise,
  { refused: texts }: ReportTexts,
  when: (iso: string) => string,
): string {
  const exercise = inlineCode(refused.exercise);

  switch (refused.reason) {
    case 'no-attempt-left':
      return texts['no-attempt-left'](exercise, refused.limit);
    case 'attempts-used':
      return texts['attempts-used'](exercise, refused.perDay, when(refused.at));
    case 'not-open':
    case 'closed':
      return texts[refused.reason](exercise, when(refused.at));
  }
}
