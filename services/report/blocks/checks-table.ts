import type { CheckResult } from '../../../graders/contract/check-result.ts';
import type { Language } from '../../../graders/contract/localized.ts';
import type { Block } from '../markdown/block.ts';
import { excerpt } from '../markdown/excerpt.ts';
import { markdownMessage } from '../markdown/message-template.ts';
import { points } from './points.ts';
import { tableCell } from '../markdown/table-cell.ts';
import { textsFor } from '../texts/texts-for.ts';

/**
 * The checks as a table, in their own order: number, title, result in words, points. Those under review, by id, take no
 * points, and say so.
 */
export function checksTable(
  checks: readonly CheckResult[],
  language: Language,
  underReview: readonly string[] = [],
): Block[] {
  if (checks.length === 0) return [];
  const { table } = textsFor(language);

  const head = [
    `| ${table.number} | ${table.result} | ${table.check} | ${table.points} |`,
    '| ---: | :--- | :--- | ---: |',
  ];

  const rows = checks.map((check, index) => ({
    passed: check.status === 'pass',
    line: row(check, index, checks, language, underReview),
  }));

  const lines = (shown: typeof rows) => [...head, ...shown.map(({ line }) => line)].join('\n');
  const notPassed = rows.filter(({ passed }) => !passed);
  return [
    {
      markdown: lines(rows),
      rank: 'passing-rows',
      instead: notPassed.length === 0 ? '' : lines(notPassed),
    },
  ];
}

/** A check's title as Markdown, bounded because exercises set it no limit. */
export function checkTitle(check: Pick<CheckResult, 'title'>, language: Language): string {
  return markdownMessage(excerpt(check.title[language], 200));
}

function row(
  check: CheckResult,
  index: number,
  checks: readonly CheckResult[],
  language: Language,
  underReview: readonly string[],
): string {
  const texts = textsFor(language);

  const reason =
    underReview.includes(check.id) && check.status !== 'blocked'
      ? texts.underReview
      : reasonNotRun(check, checks, language);

  const title = checkTitle(check, language) + (reason === undefined ? '' : `<br><sub>${reason}</sub>`);
  const score = `${points(check.earned)} / ${points(check.points)}`;
  return `| ${index + 1} | ${texts.status[check.status].replace(' ', '&nbsp;')} | ${tableCell(title)} | ${score} |`;
}

/** Why a check has no result of its own, or undefined if it has one. */
function reasonNotRun(
  check: CheckResult,
  checks: readonly CheckResult[],
  language: Language,
): string | undefined {
  const texts = textsFor(language);
  if (check.status === 'error') return texts.checkBroken;
  if (check.status === 'undecided') return texts.needsRealCluster;
  if (check.status !== 'blocked') return undefined;
  const cause = checks.findIndex(({ id }) => id === check.blockedBy);
  const blocker = checks[cause];
  return blocker === undefined
    ? texts.blockedBySubmission
    : texts.blockedBy(`${cause + 1}. ${checkTitle(blocker, language)}`);
}
