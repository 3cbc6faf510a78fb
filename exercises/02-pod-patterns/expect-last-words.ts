import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { WatchedDeletion } from './watch-deletion.ts';
import { LOG_LIMIT } from './watch-log.ts';

/** Seconds for which the line must have been read: three, less what lies between two looks of a busy machine. */
const HELD = 2;

/** The line comes after the deletion and stays until nothing is served any more; a Mismatch otherwise. */
export function expectLastWords(
  context: Pick<GraderContext, 'mismatch'>,
  { before, after }: WatchedDeletion,
  token: string,
): void {
  if ([...before, ...after].some(({ answer }) => answer === 'long'))
    throw context.mismatch('log-too-long', { limit: LOG_LIMIT / 2 ** 20 });
  if (before.some(({ answer }) => answer === 'with')) throw context.mismatch('shutdown-line-too-early', {});
  const expected = `shutdown ${token}`;
  const first = after.findIndex(({ answer }) => answer === 'with');

  if (first === -1) {
    const served = after.some(({ answer }) => answer === 'without');
    const found = served ? 'no such line before the Pod was gone' : 'no answer';
    throw context.mismatch('shutdown-line-missing', {}, { expected, found });
  }

  const since = after.slice(first).filter(({ answer }) => answer !== 'none');
  const seconds = (since.at(-1)?.at ?? 0) - (since[0]?.at ?? 0);
  if (since.every(({ answer }) => answer === 'with') && seconds >= HELD) return;

  const found = since.every(({ answer }) => answer === 'with')
    ? `the line for ${seconds.toFixed(1)} s`
    : 'the line, then a log without it';

  throw context.mismatch('shutdown-line-not-kept', {}, { expected: 'the line for at least 3 s', found });
}

/** Without `main` nobody says it. */
export function expectSilence(
  context: Pick<GraderContext, 'mismatch'>,
  { before, after }: WatchedDeletion,
): void {
  if ([...before, ...after].some(({ answer }) => answer === 'with'))
    throw context.mismatch('line-not-by-main', {});
}
