import type { Language } from '../../graders/contract/localized.ts';
import { excerpt } from './markdown/excerpt.ts';
import { inlineCode } from './markdown/inline-code.ts';

/** Why a tag handed nothing in. */
export type TagProblem =
  | { reason: 'unknown-exercise'; slugs: readonly string[] }
  | { reason: 'no-files'; exercise: string }
  | { reason: 'no-pull-request' }
  | { reason: 'not-yours' }
  | { reason: 'handed-in-already' };

const TEXTS = {
  en: {
    title: 'Nothing was handed in',
    'unknown-exercise': (slugs: string) =>
      `The tag names no exercise of this course. Delete it and push one of \`submit/\` and one of these names:\n\n${slugs}`,
    'no-files': (exercise: string) =>
      `This commit has no files of ${exercise}. Put the tag on a commit that has the folder of the exercise.`,
    'no-pull-request':
      'This commit belongs to no open pull request. Open one, delete the tag (`git push origin --delete TAG`) and push it again.',
    'not-yours':
      'Work is handed in by the author of the pull request, by a member of the team or by an instructor.',
    'handed-in-already':
      'This commit was handed in before, and the first time counts. To hand in something new, put a new tag on a newer commit.',
  },
  ja: {
    title: '提出は行われていません',
    'unknown-exercise': (slugs: string) =>
      `このタグに合う課題がありません。タグを消して、\`submit/\` のあとに次のどれかを付けたタグを push してください。\n\n${slugs}`,
    'no-files': (exercise: string) =>
      `このコミットには ${exercise} のファイルがありません。課題のフォルダーがあるコミットにタグを付けてください。`,
    'no-pull-request':
      'このコミットを含む、開いているプルリクエストがありません。プルリクエストを作り、タグを消して（`git push origin --delete タグ名`）から、もう一度 push してください。',
    'not-yours': '提出できるのは、プルリクエストの作者、同じチームの人、講師だけです。',
    'handed-in-already':
      'このコミットは提出済みで、最初に提出した時刻が有効です。新しく提出するときは、新しいコミットに新しいタグを付けてください。',
  },
} as const;

/** The check that tells on the commit why a tag handed nothing in, in every language. */
export function renderTagCheck(
  tag: string,
  problem: TagProblem,
  languages: readonly [Language, ...Language[]],
) {
  const shown = inlineCode(tag);
  return {
    conclusion: problem.reason === 'handed-in-already' ? ('neutral' as const) : ('action_required' as const),
    output: {
      title: TEXTS[languages[0]].title,
      summary: languages.map((language) => `${shown}: ${textOf(problem, language)}`).join('\n\n'),
    },
  };
}

/** The name of that check: each tag has its own. */
export function tagCheckName(tag: string): string {
  return `saiten / ${excerpt(tag, 80)}`;
}

function textOf(problem: TagProblem, language: Language): string {
  const texts = TEXTS[language];

  switch (problem.reason) {
    case 'unknown-exercise':
      return texts['unknown-exercise'](problem.slugs.map((slug) => `- ${inlineCode(slug)}`).join('\n'));
    case 'no-files':
      return texts['no-files'](inlineCode(problem.exercise));
    default:
      return texts[problem.reason];
  }
}
