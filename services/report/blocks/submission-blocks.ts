import type { CheckResult } from '../../../graders/contract/check-result.ts';
import type { Language } from '../../../graders/contract/localized.ts';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import { attemptsTable, shortSha } from './attempts-table.ts';
import type { Block } from '../markdown/block.ts';
import { checksTable, checkTitle } from './checks-table.ts';
import { excerpt } from '../markdown/excerpt.ts';
import { findingBlocks, type FindingOptions } from './finding-blocks.ts';
import { headline } from './headline.ts';
import { inlineCode } from '../markdown/inline-code.ts';
import { leftAside } from './left-aside.ts';
import { link } from '../markdown/link.ts';
import { markdownMessage } from '../markdown/message-template.ts';
import { nextStep } from './next-step.ts';
import { noteBlock } from './note-block.ts';
import { outcomeOf } from './outcome.ts';
import { points } from './points.ts';
import { standingLine } from './standing-line.ts';
import type { SubmissionView } from '../submission-view.ts';
import { textsFor } from '../texts/texts-for.ts';

export interface SubmissionOptions {
  language: Language;
  /** Whether the records of the cluster are shown in this language; they are the same in each. */
  evidence: boolean;
  /** IANA name of the zone in which times are written. */
  timeZone: string;
}

/** Findings shown open; the others of the same check are folded. */
const OPEN_FINDINGS = 3;
/** Problems of a refused submission shown open. */
const OPEN_PROBLEMS = 10;

/** Everything told of one submission in one language: first how it went and what to do, then why. */
export function submissionBlocks(view: SubmissionView, options: SubmissionOptions): Block[] {
  const { language, timeZone } = options;
  return [
    { markdown: `## ${headline(view.progress, language)}` },
    { markdown: identity(view, language) },
    ...nextStep(view, language).map((markdown) => ({ markdown })),
    ...uncreditedLine(view, language),
    ...standingLine(view, language),
    ...noteBlock(view, language),
    ...details(view, options),
    ...leftAside(view, language),
    ...attemptsLeftLine(view, language),
    ...attemptsTable(view, language, timeZone),
    ...provenance(view, language),
  ];
}

function uncreditedLine({ uncredited }: SubmissionView, language: Language): Block[] {
  return uncredited === undefined ? [] : [{ markdown: `⚖️ ${textsFor(language).uncredited[uncredited]}` }];
}

function attemptsLeftLine({ attemptsLeft }: SubmissionView, language: Language): Block[] {
  if (attemptsLeft === undefined) return [];
  const { left, perDay } = attemptsLeft;
  return [{ markdown: `🎟️ ${textsFor(language).attemptsLeft(left, perDay)}` }];
}

function identity({ exercise, progress, team }: SubmissionView, language: Language): string {
  const texts = textsFor(language);
  const title = markdownMessage(excerpt(exercise.title[language], 200));

  const run =
    progress.state === 'finished'
      ? [texts.commit(shortSha(progress.report.headSha)), texts.attempt(progress.report.attempt)]
      : progress.state === 'held'
        ? [texts.commit(shortSha(progress.headSha)), texts.attempt(progress.attempt)]
        : [];

  const by =
    team === undefined
      ? []
      : [texts.team(inlineCode(team.name), team.members.map(({ login }) => inlineCode(login)).join(', '))];

  return [`${title} ${inlineCode(exercise.slug)}`, ...run, ...by].join(texts.separator);
}

function details(view: SubmissionView, options: SubmissionOptions): Block[] {
  const { language } = options;
  const { progress } = view;

  switch (outcomeOf(progress)) {
    case 'queued':
    case 'cancelled':
    case 'held':
      return [];
    case 'grading':
      return progress.state === 'grading' ? checksTable(progress.finished, language) : [];
    case 'not-graded':
      return progress.state === 'finished' ? partialTable(progress.report, language) : [];
    case 'refused':
      return progress.state === 'finished' ? problems(progress.report, view, options) : [];
    default:
      return progress.state === 'finished' ? checks(progress.report, view, options) : [];
  }
}

function partialTable(report: GradingReport, language: Language): Block[] {
  const ran = report.checks.filter(({ status }) => status === 'pass' || status === 'fail');
  if (ran.length === 0) return [];
  return [{ summary: textsFor(language).partialTable, children: checksTable(report.checks, language) }];
}

function problems(report: GradingReport, { folder }: SubmissionView, options: SubmissionOptions): Block[] {
  const texts = textsFor(options.language);

  const shown = report.problems.map((problem, index): Block => ({
    children: [
      { markdown: `### ❌ ${index + 1} / ${report.problems.length}`, rank: 'failing-details' },
      ...findingBlocks(problem, { ...options, folder, hint: 'open', rank: 'failing-details' }),
    ],
  }));

  return openAndFolded(shown, OPEN_PROBLEMS, texts.moreFindings);
}

function checks(report: GradingReport, view: SubmissionView, options: SubmissionOptions): Block[] {
  const { folder } = view;
  const texts = textsFor(options.language);

  const failing = report.checks.flatMap((check, index) =>
    check.status === 'fail' ? failedCheck(check, index + 1, view, options) : [],
  );

  const remarks = report.checks
    .filter(({ status, findings }) => status === 'pass' && findings.length > 0)
    .flatMap((check) => [
      { markdown: checkTitle(check, options.language) },
      ...findings(check, { ...options, folder, hint: 'open', rank: 'passing-evidence' }),
    ]);

  const hasEvidence = report.checks.some((check) =>
    check.findings.some(({ evidence }) => evidence.length > 0),
  );

  return [
    ...checksTable(report.checks, options.language, view.underReview),
    ...failing,
    ...(hasEvidence && !options.evidence ? [{ markdown: texts.evidenceAbove }] : []),
    { summary: `✅ ${texts.remarks}`, children: remarks, rank: 'passing-evidence' },
  ];
}

function failedCheck(
  check: CheckResult,
  number: number,
  { folder, hintsOpen = false }: SubmissionView,
  options: SubmissionOptions,
): Block[] {
  const texts = textsFor(options.language);
  const score = texts.points(points(check.earned), points(check.points));
  const title = `### ❌ ${number}. ${checkTitle(check, options.language)} — ${score}`;
  return [
    { markdown: title, rank: 'failing-details' },
    ...findings(check, {
      ...options,
      folder,
      hint: hintsOpen ? 'open' : 'folded',
      rank: 'failing-details',
    }),
  ];
}

function findings(check: CheckResult, options: FindingOptions): Block[] {
  const blocks = check.findings.map((finding): Block => ({ children: findingBlocks(finding, options) }));
  return openAndFolded(blocks, OPEN_FINDINGS, textsFor(options.language).moreFindings);
}

function openAndFolded(blocks: readonly Block[], open: number, summary: (count: number) => string): Block[] {
  const folded = blocks.slice(open);
  return [...blocks.slice(0, open), { summary: summary(folded.length), children: folded }];
}

function provenance({ progress, detailsUrl, receiptUrl }: SubmissionView, language: Language): Block[] {
  const texts = textsFor(language);

  const facts = [
    ...(progress.state === 'finished'
      ? [
          texts.exerciseVersion(inlineCode(progress.report.versions.exercise.slice(0, 12))),
          texts.reference(inlineCode(progress.report.runId)),
        ]
      : []),
    ...(detailsUrl === undefined ? [] : [link(texts.fullReport, detailsUrl)]),
    ...(receiptUrl === undefined ? [] : [link(texts.receipt, receiptUrl)]),
  ];

  return facts.length === 0 ? [] : [{ markdown: `<sub>${facts.join(texts.separator)}</sub>` }];
}
