import type { Language } from '../../../graders/contract/localized.ts';
import { outcomeOf } from './outcome.ts';
import { points } from './points.ts';
import type { SubmissionProgress } from '../submission-view.ts';
import { textsFor } from '../texts/texts-for.ts';

/** The outcome in words with the score, or while grading with how far it is. Holds nothing of a learner's. */
export function headline(progress: SubmissionProgress, language: Language): string {
  const texts = textsFor(language);
  const words = texts.headline[outcomeOf(progress)];
  if (progress.state === 'queued' || progress.state === 'held') return words;
  if (progress.state === 'grading')
    return progress.total === undefined
      ? words
      : `${words} — ${texts.progress(progress.finished.length, progress.total)}`;
  const { verdict, score } = progress.report;
  return verdict === 'passed' || verdict === 'failed'
    ? `${words} — ${texts.points(points(score.earned), points(score.possible))}`
    : words;
}
