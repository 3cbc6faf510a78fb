import type { Finding, SourcePosition } from '../../graders/contract/finding.ts';
import type { Language } from '../../graders/contract/localized.ts';
import type { GradingReport } from '../domain/submissions/grading-report.ts';
import { plainText } from './markdown/escape.ts';
import { excerpt, VALUE_LIMIT } from './markdown/excerpt.ts';
import { plainMessage } from './markdown/message-template.ts';
import { repositoryPath } from './markdown/source-location.ts';
import { textsFor } from './texts/texts-for.ts';
import { truncateBytes } from './markdown/truncate-bytes.ts';

/** One annotation in the words of GitHub's REST API. Columns are there only when both lines are the same. */
export interface CheckAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  start_column?: number;
  end_column?: number;
  annotation_level: 'failure';
  title: string;
  message: string;
}

/** https://docs.github.com/en/rest/checks/runs#create-a-check-run: 64 KB, and 255 characters of a title. */
const MESSAGE_BYTES = 64 * 1024 - 1;
const TITLE_CHARACTERS = 255;
/**
 * A path that climbs, or holds control characters or half a surrogate pair, names no file of the commit; GitHub would refuse
 * the request.
 */
const NO_PATH = /(^|\/)\.\.?(\/|$)|^\/|[\p{Cc}\p{Surrogate}]/u;

/**
 * Annotations for every problem and every finding of a failed check whose position is known. Paths are as in
 * the repository, `folder` being the exercise's; texts are plain, with every language's sentence.
 */
export function checkAnnotations(
  report: GradingReport,
  folder: string,
  languages: readonly [Language, ...Language[]],
): CheckAnnotation[] {
  const findings = [
    ...report.problems.map((finding) => ({ finding, title: textsFor(languages[0]).headline.refused })),
    ...report.checks
      .filter(({ status }) => status === 'fail')
      .flatMap((check) => check.findings.map((finding) => ({ finding, title: check.title[languages[0]] }))),
  ];

  return findings.flatMap(({ finding, title }) =>
    finding.position === undefined || NO_PATH.test(finding.position.file)
      ? []
      : [annotation(finding, finding.position, title, folder, languages)],
  );
}

function annotation(
  finding: Finding,
  position: SourcePosition,
  title: string,
  folder: string,
  languages: readonly Language[],
): CheckAnnotation {
  const { file, line, column } = position;
  const message = languages.map((language) => sentences(finding, language)).join('\n\n');
  return {
    path: repositoryPath(folder, file),
    start_line: line,
    end_line: line,
    ...(column === undefined ? {} : { start_column: column, end_column: column }),
    annotation_level: 'failure',
    title: excerpt(plainText(title), TITLE_CHARACTERS - 15),
    message: truncateBytes(plainText(message), MESSAGE_BYTES),
  };
}

function sentences({ message, expected, found }: Finding, language: Language): string {
  const texts = textsFor(language);
  const hint = message.hint && plainMessage(message.hint[language], message.params);
  return [
    plainMessage(message.text[language], message.params),
    ...(expected === undefined ? [] : [`${texts.expected}: ${excerpt(expected, VALUE_LIMIT)}`]),
    ...(found === undefined ? [] : [`${texts.found}: ${excerpt(found, VALUE_LIMIT)}`]),
    ...(hint === undefined ? [] : [`${texts.nextStep}: ${hint}`]),
  ].join('\n');
}
