import type { Language } from '../../graders/contract/localized.ts';
import type { CheckAnnotation } from './check-annotations.ts';
import { plainText } from './markdown/escape.ts';
import { fence } from './markdown/fence.ts';

interface Problem {
  path: string;
  line: number;
  en: string;
  ja: string;
}

const TEXTS = {
  en: {
    good: 'The course file is in use',
    bad: (count: number) => `The course file has ${count} mistake${count === 1 ? '' : 's'}`,
    goodSummary: 'From now on repositories of this course are graded by this file.',
    badSummary:
      'Mend the lines below and push again. Until then the course is graded by the last version that had no mistake.',
  },
  ja: {
    good: 'コースの設定ファイルを読み込みました',
    bad: (count: number) => `コースの設定ファイルに ${count} 件の誤りがあります`,
    goodSummary: 'このコースのリポジトリは、これからこの設定で採点されます。',
    badSummary:
      '下の行を直して、もう一度 push してください。それまでは、誤りのなかった最後の設定で採点を続けます。',
  },
} as const;

/** The check run on an instructor's commit: what is wrong with the files of the course, at which line. */
export function renderCourseCheck(
  problems: readonly Problem[],
  languages: readonly [Language, ...Language[]],
): {
  conclusion: 'success' | 'failure';
  output: { title: string; summary: string; annotations: CheckAnnotation[] };
} {
  const texts = TEXTS[languages[0]];
  if (problems.length === 0)
    return {
      conclusion: 'success',
      output: {
        title: texts.good,
        summary: languages.map((language) => TEXTS[language].goodSummary).join('\n\n'),
        annotations: [],
      },
    };

  const sections = languages.map((language) => {
    const lines = problems.map((problem) => `${problem.path}:${problem.line}  ${problem[language]}`);
    return `${TEXTS[language].badSummary}\n\n${fence(lines.join('\n'))}`;
  });

  return {
    conclusion: 'failure',
    output: {
      title: texts.bad(problems.length),
      summary: sections.join('\n\n'),
      annotations: problems.map(({ path, line, ...words }) => ({
        path,
        start_line: line,
        end_line: line,
        annotation_level: 'failure',
        title: texts.bad(1),
        message: languages.map((language) => plainText(words[language])).join('\n\n'),
      })),
    },
  };
}
