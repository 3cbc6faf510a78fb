import type { Language } from '../../../graders/contract/localized.ts';
import type { Block } from '../markdown/block.ts';
import { inlineCode } from '../markdown/inline-code.ts';
import { localTime } from './local-time.ts';
import { points } from './points.ts';
import type { SubmissionView } from '../submission-view.ts';
import { tableCell } from '../markdown/table-cell.ts';
import { textsFor } from '../texts/texts-for.ts';

/** The most attempts listed; the newest ones. */
export const LISTED_ATTEMPTS = 20;

/** Earlier results as a folded table, the newest first. Nothing when there is only one to tell of. */
export function attemptsTable(
  { attempts, attemptCount = attempts.length }: Pick<SubmissionView, 'attempts' | 'attemptCount'>,
  language: Language,
  timeZone: string,
): Block[] {
  if (attempts.length < 2) return [];
  const { history, headline } = textsFor(language);
  const newest = attempts.slice(-LISTED_ATTEMPTS).reverse();

  const rows = newest.map(({ attempt, headSha, verdict, score, finishedAt }) => {
    const scored = verdict === 'passed' || verdict === 'failed';
    const result = scored ? `${points(score.earned)} / ${points(score.possible)}` : '–';
    const cells = [attempt, shortSha(headSha), headline[verdict], result, localTime(finishedAt, timeZone)];
    return `| ${cells.map((cell) => tableCell(String(cell))).join(' | ')} |`;
  });

  const head = [history.attempt, history.commit, history.result, history.points, history.finished(timeZone)];
  const table = [`| ${head.join(' | ')} |`, '| ---: | :--- | :--- | ---: | :--- |', ...rows].join('\n');
  return [
    {
      summary: `🕘 ${history.fold(attemptCount)}`,
      children: [{ markdown: table }],
      rank: 'history',
    },
  ];
}

/** The first seven characters of a commit, as GitHub shows them. */
export function shortSha(headSha: string): string {
  return inlineCode(headSha.slice(0, 7));
}
