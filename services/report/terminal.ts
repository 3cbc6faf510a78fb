import { styleText } from 'node:util';
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { CheckResult, CheckStatus } from '../../graders/contract/check-result.ts';
import type { Finding } from '../../graders/contract/finding.ts';
import type { Language } from '../../graders/contract/localized.ts';
import type { GradingReport } from '../domain/submissions/grading-report.ts';
import { EVIDENCE_LIMIT, excerpt, VALUE_LIMIT } from './markdown/excerpt.ts';
import { headline } from './blocks/headline.ts';
import { plainMessage } from './markdown/message-template.ts';
import { points } from './blocks/points.ts';
import { textsFor } from './texts/texts-for.ts';
import { visibleText } from './markdown/visible-text.ts';

export interface TerminalOptions {
  colour: boolean;
  languages: readonly Language[];
  /** Columns of the terminal; full-width characters take two. */
  width: number;
}

type Colour = 'green' | 'red' | 'yellow' | 'gray' | 'bold';
type Paint = (colour: Colour, text: string) => string;

/** Findings of one check: who mends these sees the others next time. */
const FINDINGS = 10;
/** Pieces of evidence of one finding. */
const PIECES = 3;
/** Lines of one piece of evidence: more would push the finding they belong to off the screen. */
const EVIDENCE_LINES = 40;

const COLOURS: Record<CheckStatus, Colour> = {
  pass: 'green',
  fail: 'red',
  blocked: 'gray',
  error: 'yellow',
  undecided: 'gray',
};

/** Renders a report as lines for a terminal, without a trailing line break. Learner text cannot control it. */
export function renderTerminal(report: GradingReport, { colour, languages, width }: TerminalOptions): string {
  const paint: Paint = (name, text) => (colour ? styleText(name, text, { validateStream: false }) : text);
  return languages
    .map((language) =>
      [
        paint('bold', headline({ state: 'finished', report }, language)),
        `${visibleText(report.exercise.title[language])} (${visibleText(report.exercise.slug)})`,
        ...ownFault(report, language),
        '',
        ...report.checks.map((check, index) => row(check, index + 1, language, paint)),
        ...report.problems.flatMap((problem, index) => [
          '',
          paint('red', `❌ ${index + 1}`),
          ...detail(problem, language),
        ]),
        ...report.checks
          .filter(({ status }) => status === 'fail')
          .flatMap((check) => [
            '',
            paint('red', `❌ ${report.checks.indexOf(check) + 1}. ${visibleText(check.title[language])}`),
            ...details(check.findings, language),
          ]),
        ...(report.notes ?? []).flatMap((note) => ['', '📎', ...detail(note, language)]),
      ]
        .map((line) => wrapped(line, width))
        .join('\n'),
    )
    .join(`\n\n${'─'.repeat(Math.min(width, 40))}\n\n`);
}

function ownFault({ verdict, runId }: GradingReport, language: Language): string[] {
  const texts = textsFor(language);
  return verdict === 'not-graded' ? [texts.notYourFault, texts.askInstructor(runId)] : [];
}

function row(check: CheckResult, number: number, language: Language, paint: Paint): string {
  const texts = textsFor(language);
  const widest = Math.max(...Object.values(texts.status).map((words) => stringWidth(words)));
  const status = padded(texts.status[check.status], widest);
  const score = `${points(check.earned)} / ${points(check.points)}`.padStart(9);
  const title = visibleText(check.title[language]);
  return `${String(number).padStart(2)}  ${paint(COLOURS[check.status], status)}  ${score}  ${title}`;
}

function details(findings: readonly Finding[], language: Language): string[] {
  return [
    ...findings.slice(0, FINDINGS).flatMap((finding) => detail(finding, language)),
    ...leftOut(findings.length - FINDINGS),
  ];
}

/** A mark for so many things that are not shown. */
function leftOut(missing: number): string[] {
  return missing > 0 ? [`   [… +${missing}]`] : [];
}

function detail({ message, expected, found, position, evidence }: Finding, language: Language): string[] {
  const texts = textsFor(language);

  const labelled = (label: string, value: string | undefined) =>
    value === undefined
      ? []
      : `${label}: ${visibleText(excerpt(value, VALUE_LIMIT))}`.split('\n').map((line) => `   ${line}`);

  return [
    `   ${plainMessage(message.text[language], message.params)}`,
    ...labelled(texts.expected, expected),
    ...labelled(texts.found, found),
    ...labelled(texts.where, position && `${excerpt(position.file, VALUE_LIMIT)}:${position.line}`),
    ...labelled(texts.nextStep, message.hint && plainMessage(message.hint[language], message.params)),
    ...evidence
      .slice(0, PIECES)
      .flatMap(({ kind, source, text }) => [
        `   ${texts.evidence[kind]} ${visibleText(excerpt(source, VALUE_LIMIT))}`,
        ...lastLines(visibleText(excerpt(text, EVIDENCE_LIMIT, 'end'))).map((line) => `   │ ${line}`),
      ]),
    ...leftOut(evidence.length - PIECES),
  ];
}

/** The end of a text, where logs say what went wrong, with a mark for what is left out. */
function lastLines(text: string): string[] {
  const lines = text.split('\n');
  const missing = lines.length - EVIDENCE_LINES;

  return missing <= 0 ? lines : [`[… +${missing}]`, ...lines.slice(missing)];
}

/** Wraps a line at the width and repeats its indentation. */
function wrapped(line: string, width: number): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return wrapAnsi(line.slice(indent.length), Math.max(20, width - indent.length), { hard: true, trim: false })
    .split('\n')
    .map((part) => indent + part)
    .join('\n');
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
