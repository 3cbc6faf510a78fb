import type { Language } from '../../graders/contract/localized.ts';
import type { Notice } from '../domain/notice.ts';
import { noticeText } from './notice.ts';

/** Those that a person has to end do not satisfy a required check. */
const CONCLUSIONS = {
  'no-exercise': 'skipped',
  misplaced: 'action_required',
  'change-too-large': 'action_required',
  'not-enrolled': 'neutral',
  'needs-approval': 'action_required',
  'attempts-used': 'action_required',
  'not-accepted': 'action_required',
  'regrade-later': 'neutral',
  'not-handed-in': 'action_required',
  'handed-in-already': 'neutral',
  'nothing-to-hand-in': 'neutral',
  'handed-in-otherwise': 'neutral',
  settled: 'skipped',
} as const satisfies Record<Notice['kind'], string>;

/** The check run that tells a notice on the commit, in every language. */
export function renderNoticeCheck(
  notice: Notice,
  { languages, timeZone }: { languages: readonly [Language, ...Language[]]; timeZone?: string },
) {
  return {
    status: 'completed' as const,
    conclusion: CONCLUSIONS[notice.kind],
    output: {
      title: noticeText(notice, languages[0]).title,
      summary: languages.map((language) => noticeText(notice, language, timeZone).text).join('\n\n'),
    },
  };
}
