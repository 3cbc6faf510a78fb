import type { Language } from '../../../graders/contract/localized.ts';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import { checkTitle } from './checks-table.ts';
import { inlineCode } from '../markdown/inline-code.ts';
import { outcomeOf } from './outcome.ts';
import { sourceLocation } from '../markdown/source-location.ts';
import type { SubmissionView } from '../submission-view.ts';
import { textsFor } from '../texts/texts-for.ts';

/** What the learner should do now, as paragraphs of Markdown: the first thing to read after the headline. */
export function nextStep(
  { exercise, progress, folder, handIn = 'push', usesAttempt = false }: SubmissionView,
  language: Language,
): string[] {
  const texts = textsFor(language);
  const outcome = outcomeOf(progress);
  const again = texts.again(handIn, exercise.slug);
  const step = (text: string) => `👉 **${texts.nextStep}:** ${text}`;
  if (progress.state === 'queued')
    return [
      step(progress.position === undefined ? texts.next.queued : texts.next.queuedAt(progress.position)),
    ];
  if (progress.state === 'grading')
    return [
      step(texts.next.grading),
      ...(progress.running === undefined
        ? []
        : [`${texts.runningNow}: ${checkTitle({ title: progress.running }, language)}`]),
    ];
  if (progress.state === 'held') return [step(texts.next.held)];
  const { report } = progress;
  const failing = report.checks.filter(({ status }) => status === 'fail').length;

  switch (outcome) {
    case 'not-graded':
      return [
        usesAttempt ? texts.notYourFaultButUsed : texts.notYourFault,
        step(texts.next['not-graded']),
        texts.askInstructor(inlineCode(report.runId)),
      ];
    case 'failed':
      return [step(texts.next.failed(failing) + again) + startHere(report, folder, language)];
    case 'refused':
      return [step(texts.next.refused(report.problems.length) + again) + startHere(report, folder, language)];
    case 'timed-out':
      return [step(texts.next['timed-out'] + again)];
    case 'cancelled':
      return [step(texts.next.cancelled), ...(usesAttempt ? [texts.cancelledButUsed] : [])];
    default:
      return [step(texts.next.passed)];
  }
}

function startHere(report: GradingReport, folder: string, language: Language): string {
  const findings = [...report.problems, ...report.checks.flatMap((check) => check.findings)];
  const position = findings.find((finding) => finding.position !== undefined)?.position;
  if (position === undefined) return '';
  return `<br>${textsFor(language).startHere}: ${inlineCode(sourceLocation(folder, position))}`;
}
