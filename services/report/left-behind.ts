import type { Language } from '../../graders/contract/localized.ts';

const TEXTS = {
  en: {
    title: 'Could not be graded',
    summary:
      'The record of this grading was lost on our side; no attempt was used. Push again, or write `/regrade` on the pull request.',
  },
  ja: {
    title: '採点できませんでした',
    summary:
      'この採点の記録がシステム側で失われました。挑戦回数は減っていません。もう一度プッシュするか、プルリクエストに `/regrade` と書いてください。',
  },
} as const satisfies Record<Language, { title: string; summary: string }>;

/** What a check says that belongs to no submission we know of. */
export function renderLeftBehind(languages: readonly [Language, ...Language[]]): {
  title: string;
  summary: string;
} {
  return {
    title: TEXTS[languages[0]].title,
    summary: languages.map((language) => TEXTS[language].summary).join('\n\n'),
  };
}
