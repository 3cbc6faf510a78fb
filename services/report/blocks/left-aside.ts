import type { Language } from '../../../graders/contract/localized.ts';
import type { Block } from '../markdown/block.ts';
import { excerpt, VALUE_LIMIT } from '../markdown/excerpt.ts';
import { fence } from '../markdown/fence.ts';
import { markdownMessage } from '../markdown/message-template.ts';
import type { SubmissionView } from '../submission-view.ts';
import { textsFor } from '../texts/texts-for.ts';
import { visibleText } from '../markdown/visible-text.ts';

/** What lies in the exercise folder and was not judged: a line for each reason, with a long list folded. */
export function leftAside({ progress }: SubmissionView, language: Language): Block[] {
  if (progress.state !== 'finished') return [];
  const { notes = [] } = progress.report;
  return notes.flatMap(({ message, found }): Block[] => {
    const sentences = [message.text[language], message.hint?.[language] ?? ''];
    const told = sentences.map((sentence) => markdownMessage(sentence, message.params)).join(' ');
    return [
      { markdown: `📎 ${told.trim()}`, rank: 'passing-evidence' },
      ...(found === undefined
        ? []
        : [
            {
              summary: `📎 ${textsFor(language).leftAsideFold}`,
              children: [{ markdown: fence(excerpt(visibleText(found), VALUE_LIMIT)) }],
              rank: 'passing-evidence' as const,
            },
          ]),
    ];
  });
}
