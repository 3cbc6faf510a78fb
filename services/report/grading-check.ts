import type { Language } from '../../graders/contract/localized.ts';
import type { Notice } from '../domain/submissions/notice.ts';
import type { CheckConclusion } from './check-run.ts';
import { inlineCode } from './markdown/inline-code.ts';
import { noticeText } from './blocks/notice.ts';
import type { Outcome } from './blocks/outcome.ts';
import { textsFor } from './texts/texts-for.ts';

/** All that one check has to tell of a commit. */
export interface GradingCheckInput {
  /** Every exercise that the pull request touches, as far as it may be shown; sorted. */
  exercises: readonly { slug: string; outcome: Outcome }[];
  notice?: Notice;
}

export interface GradingCheckOptions {
  languages: readonly [Language, ...Language[]];
  notGraded: 'neutral' | 'action_required';
  /** IANA name of the zone in which times are written. */
  timeZone?: string;
}

export interface RenderedGradingCheck {
  status: 'in_progress' | 'completed';
  /** Set exactly when the status is `completed`. */
  conclusion?: CheckConclusion | 'skipped';
  output: { title: string; summary: string };
}

/** The name that branch protection may require, whatever the exercises of a course are called. */
export const GRADING_CHECK = 'grading';

/** The worst first: what decides when exercises ended differently. */
const WORST_FIRST = ['failed', 'refused', 'timed-out', 'cancelled', 'not-graded', 'held', 'passed'] as const;

type Ended = (typeof WORST_FIRST)[number];

/**
 * The one check of a commit: in progress while anything is, passed when all that is touched has passed. It tells no more
 * than the checks of the exercises do, and stays the same while these only move on, because each change costs a write.
 */
export function renderGradingCheck(
  { exercises, notice }: GradingCheckInput,
  options: GradingCheckOptions,
): RenderedGradingCheck {
  const isOpen = exercises.some(({ outcome }) => outcome === 'queued' || outcome === 'grading');

  const worst = isOpen
    ? undefined
    : WORST_FIRST.find((one) => exercises.some(({ outcome }) => outcome === one));

  const [first] = options.languages;

  const summary = options.languages
    .map((language) => summaryOf({ exercises, notice }, { ...options, language, isOpen }))
    .join('\n\n');

  if (isOpen) return { status: 'in_progress', output: { title: textsFor(first).headline.grading, summary } };
  const decidedBy = notice !== undefined && !(worst !== undefined && isFailure(worst)) ? notice : worst;
  return {
    status: 'completed',
    conclusion: conclusionOf(decidedBy, options),
    output: { title: titleOf(decidedBy, exercises, first), summary },
  };
}

/** What a person has to end first does not satisfy a required check. */
function conclusionOf(
  decidedBy: Notice | Ended | undefined,
  { notGraded }: GradingCheckOptions,
): CheckConclusion | 'skipped' {
  if (typeof decidedBy === 'object')
    switch (decidedBy.kind) {
      case 'no-exercise':
        return 'skipped';
      // Its pull request may be merged as it is.
      case 'by-bot':
        return 'success';
      case 'not-enrolled':
        return notGraded;
      case 'misplaced':
      case 'change-too-large':
      case 'not-handed-in':
      case 'handed-in-already':
      case 'nothing-to-hand-in':
      case 'handed-in-otherwise':
      case 'needs-approval':
      case 'no-author':
      case 'attempts-used':
      case 'not-accepted':
      case 'regrade-later':
        return 'action_required';
    }

  switch (decidedBy) {
    case 'failed':
    case 'refused':
    case 'timed-out':
      return 'failure';
    case 'cancelled':
      return 'cancelled';
    case 'not-graded':
      return notGraded;
    // Says neither that it passed nor that it did not.
    case 'held':
      return 'neutral';
    case 'passed':
      return 'success';
    case undefined:
      return 'skipped';
  }
}

function isFailure(outcome: Ended): boolean {
  return outcome === 'failed' || outcome === 'refused' || outcome === 'timed-out';
}

function titleOf(
  decidedBy: Notice | Ended | undefined,
  exercises: GradingCheckInput['exercises'],
  language: Language,
): string {
  if (typeof decidedBy === 'object') return noticeText(decidedBy, language).title;
  const texts = textsFor(language);
  const words = texts.headline[decidedBy ?? 'passed'];
  if (exercises.length < 2) return words;
  const passed = exercises.filter(({ outcome }) => outcome === 'passed').length;
  return `${words} — ${texts.gradingCheck.passed(passed, exercises.length)}`;
}

function summaryOf(
  { exercises, notice }: { exercises: GradingCheckInput['exercises']; notice: Notice | undefined },
  { language, isOpen, timeZone }: { language: Language; isOpen: boolean; timeZone?: string },
): string {
  const texts = textsFor(language);
  const told = notice && noticeText(notice, language, timeZone).text;
  if (exercises.length === 0) return told ?? '';

  const lines = exercises.map(({ slug, outcome }) =>
    isOpen ? `- ${inlineCode(slug)}` : `- ${inlineCode(slug)} · ${texts.headline[outcome]}`,
  );

  return [lines.join('\n'), ...(told === undefined || isOpen ? [] : [told]), texts.gradingCheck.purpose].join(
    '\n\n',
  );
}
