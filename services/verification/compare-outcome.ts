import type { GradingReport } from '../domain/submissions/grading-report.ts';
import type { FixtureExpectation } from '../exercise-catalogue/fixture-expectation.ts';
import type { Fixture } from '../exercise-catalogue/load-fixtures.ts';

/**
 * Compares how a fixture was graded with how it must be, and returns the differences as sentences; none means all is
 * as expected.
 */
export function compareOutcome(
  { kind, expectation }: Pick<Fixture, 'kind' | 'expectation'>,
  report: Pick<GradingReport, 'checks' | 'problems' | 'score' | 'verdict'>,
): string[] {
  const differences: string[] = [];
  const check = (id: string) => report.checks.find((candidate) => candidate.id === id);
  if (report.verdict === 'not-graded') differences.push('an error of ours kept a check from running');

  if (kind === 'solution' || kind === 'alternative') {
    for (const { id, status, findings } of report.checks)
      if (status !== 'pass') differences.push(`${id}: expected pass, found ${describe(status, findings)}`);
    for (const { message } of report.problems) differences.push(`refused: ${message.id}`);
  }

  if (kind === 'starter' && report.score.earned >= 100)
    differences.push('the starter scores 100; it must leave something to do');

  for (const [id, status] of Object.entries(expectation.checks ?? {})) {
    const found = check(id);
    if (found === undefined) differences.push(`${id}: exercise.yaml has no such check`);
    else if (found.status !== status)
      differences.push(`${id}: expected ${status}, found ${describe(found.status, found.findings)}`);
  }

  for (const [id, messageId] of Object.entries(expectation.messages ?? {})) {
    const ids = check(id)?.findings.map(({ message }) => message.id) ?? [];
    if (!ids.includes(messageId))
      differences.push(`${id}: expected the message ${messageId}, found ${ids.join(', ') || 'none'}`);
  }

  const problemIds = report.problems.map(({ message }) => message.id);
  for (const id of expectation.problems ?? [])
    if (!problemIds.includes(id))
      differences.push(`expected the refusal ${id}, found ${problemIds.join(', ') || 'none'}`);
  const mustBeRead = kind === 'mistake' || kind === 'cheat';
  if (expectation.problems === undefined && expectation.caughtBy !== 'submission' && mustBeRead)
    for (const id of problemIds) differences.push(`refused: ${id}`);
  const { score } = expectation;
  const { earned } = report.score;
  if (score !== undefined && kind === 'cheat' && earned > score)
    differences.push(`the cheat deserves at most ${score} points, found ${earned}`);
  if (score !== undefined && kind !== 'cheat' && earned !== score)
    differences.push(`expected ${score} points, found ${earned}`);
  if (expectation.caughtBy !== undefined && !isCaughtBy(expectation, report))
    differences.push(`not caught by ${expectation.caughtBy}`);
  return differences;
}

/**
 * Whether exactly the named check finds the mistake: it fails, and every other check passes, is blocked, or was
 * foretold by the expectation.
 */
export function isCaughtBy(
  { caughtBy, checks = {} }: FixtureExpectation,
  report: Pick<GradingReport, 'checks' | 'problems'>,
): boolean {
  if (caughtBy === 'submission') return report.problems.length > 0;
  return report.checks.every(({ id, status }) =>
    id === caughtBy ? status === 'fail' : status === 'pass' || status === 'blocked' || checks[id] === status,
  );
}

function describe(status: string, findings: GradingReport['problems']): string {
  const ids = findings.map(({ message }) => message.id).join(', ');
  return ids === '' ? status : `${status} (${ids})`;
}
