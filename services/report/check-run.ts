import type { Language } from '../../graders/contract/localized.ts';
import { checkAnnotations, type CheckAnnotation } from './check-annotations.ts';
import { plainText } from './markdown/escape.ts';
import { excerpt } from './markdown/excerpt.ts';
import { headline } from './blocks/headline.ts';
import { outcomeOf, type Outcome } from './blocks/outcome.ts';
import { submissionBlocks } from './blocks/submission-blocks.ts';
import type { SubmissionView } from './submission-view.ts';
import { textsFor } from './texts/texts-for.ts';
import { truncate } from './markdown/truncate.ts';

export type CheckConclusion =
  'success' | 'failure' | 'neutral' | 'cancelled' | 'timed_out' | 'action_required';

export interface RenderedCheckRun {
  status: 'queued' | 'in_progress' | 'completed';
  /** Set exactly when the status is `completed`. */
  conclusion?: CheckConclusion;
  output: {
    title: string;
    summary: string;
    text: string;
    /** All of them: GitHub takes 50 a request, which is the sender's concern. */
    annotations: readonly CheckAnnotation[];
  };
  /** The buttons, once there is a result. */
  actions: readonly CheckAction[];
}

/** https://docs.github.com/en/rest/checks/runs#create-a-check-run: label 20, description 40, identifier 20. */
export interface CheckAction {
  label: string;
  description: string;
  identifier: 'regrade' | 'hint';
}

export interface CheckRunOptions {
  /** The first fills the summary, the others the text below it. */
  languages: readonly [Language, ...Language[]];
  /** What a run that we could not grade ends with; `action_required` where the course gates merges on us. */
  notGraded: 'neutral' | 'action_required';
  /** IANA name of the zone in which times are written; Asia/Tokyo unless told. */
  timeZone?: string;
}

/** GitHub takes 65,535; counted in bytes because nothing says whether it counts bytes or characters. */
const OUTPUT_BYTES = 65_535;
const TITLE_CHARACTERS = 255;

/** The stable name of an exercise's check run, which branch protection may require: never a score in it. */
export function checkRunName(slug: string): string {
  return `grading / ${slug}`;
}

/** Renders the state of one submission as the fields of a GitHub check run, within GitHub's limits. */
export function renderCheckRun(view: SubmissionView, options: CheckRunOptions): RenderedCheckRun {
  const { progress, folder } = view;
  const [first, ...others] = options.languages;
  const conclusion = conclusionOf(outcomeOf(progress), options);
  return {
    ...(conclusion === undefined
      ? { status: progress.state === 'queued' ? 'queued' : 'in_progress' }
      : { status: 'completed', conclusion }),
    output: {
      title: excerpt(plainText(headline(progress, first)), TITLE_CHARACTERS - 15),
      summary: markdown(view, [first], options, true),
      text: others.length === 0 ? '' : markdown(view, others, options, false),
      annotations:
        progress.state === 'finished' ? checkAnnotations(progress.report, folder, options.languages) : [],
    },
    actions: actionsOf(outcomeOf(progress), first),
  };
}

function actionsOf(outcome: Outcome, language: Language): CheckAction[] {
  const { regrade, hint } = textsFor(language).actions;

  switch (outcome) {
    case 'queued':
    case 'grading':
    case 'cancelled':
    case 'held':
      return [];
    case 'failed':
      return [
        { ...regrade, identifier: 'regrade' },
        { ...hint, identifier: 'hint' },
      ];
    default:
      return [{ ...regrade, identifier: 'regrade' }];
  }
}

function conclusionOf(outcome: Outcome, { notGraded }: CheckRunOptions): CheckConclusion | undefined {
  switch (outcome) {
    case 'queued':
    case 'grading':
      return undefined;
    case 'passed':
      return 'success';
    case 'failed':
    case 'refused':
      return 'failure';
    case 'timed-out':
      return 'timed_out';
    case 'held':
      return 'neutral';
    case 'not-graded':
      return notGraded;
    case 'cancelled':
      return 'cancelled';
  }
}

function markdown(
  view: SubmissionView,
  languages: readonly Language[],
  { timeZone = 'Asia/Tokyo', languages: [first] }: CheckRunOptions,
  evidence: boolean,
): string {
  const blocks = languages.flatMap((language) => submissionBlocks(view, { language, timeZone, evidence }));
  return truncate(blocks, {
    budget: OUTPUT_BYTES,
    measure: (text) => Buffer.byteLength(text),
    note: (cut) => textsFor(languages[0] ?? first).cut(cut, view.detailsUrl),
  });
}
