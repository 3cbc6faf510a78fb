import type { Language } from '../../../graders/contract/localized.ts';
import type { Block } from '../markdown/block.ts';
import { points } from './points.ts';
import type { SubmissionView } from '../submission-view.ts';
import { textsFor } from '../texts/texts-for.ts';

/** What counts for the grade and why, where it is not simply the score of the result that is shown. */
export function standingLine({ progress, standing }: SubmissionView, language: Language): Block[] {
  if (standing === undefined || progress.state !== 'finished') return [];
  const { earned, possible, lateSeconds, isOverridden } = standing;
  const { verdict, score } = progress.report;
  const isScored = verdict === 'passed' || verdict === 'failed';
  if (isScored && earned === score.earned && possible === score.possible && !isOverridden) return [];
  const texts = textsFor(language);

  const reasons = isOverridden
    ? [texts.standing.overridden]
    : lateSeconds > 0
      ? [late(lateSeconds, language)]
      : [];

  const line = texts.standing.counts(texts.points(points(earned), points(possible)), reasons[0]);
  return [{ markdown: `📌 ${line}` }];
}

function late(seconds: number, language: Language): string {
  const minutes = Math.ceil(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  return textsFor(language).standing.late({ days, hours, minutes: minutes % 60 });
}
