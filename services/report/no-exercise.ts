import type { Language } from '../../graders/contract/localized.ts';

const TEXTS = {
  en: {
    title: 'No exercise in this change',
    summary:
      'This pull request changes no file inside the folder of an exercise, so there is nothing to grade. Put your files into a folder that has the name of the exercise, for example `02-batch-jobs/job.yaml`, and push again. These names are known:',
  },
  ja: {
    title: 'この変更には課題が含まれていません',
    summary:
      'このプルリクエストでは、課題のフォルダー内のファイルが変更されていないため、採点するものがありません。課題と同じ名前のフォルダー(例: `02-batch-jobs/job.yaml`)にファイルを置いて、もう一度プッシュしてください。使える名前は次のとおりです。',
  },
} as const satisfies Record<Language, { title: string; summary: string }>;

/** What the check says when a change touches no exercise: the names that would have counted, in every language. */
export function renderNoExercise(
  slugs: readonly string[],
  languages: readonly [Language, ...Language[]],
): { title: string; summary: string } {
  const names = slugs.map((slug) => `- \`${slug}\``).join('\n');
  return {
    title: TEXTS[languages[0]].title,
    summary: `${languages.map((language) => TEXTS[language].summary).join('\n\n')}\n\n${names}`,
  };
}
