import type { SubmissionProgress } from '../submission-view.ts';

/** What a learner has to be told, in one word. */
export const OUTCOMES = [
  'queued',
  'grading',
  'passed',
  'failed',
  'refused',
  'timed-out',
  'not-graded',
  'cancelled',
  'held',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * Reduces progress and verdict to the outcome: a failed submission was refused if it never reached a cluster,
 * and timed out if the learner's own workload used up the time.
 */
export function outcomeOf(progress: SubmissionProgress): Outcome {
  if (progress.state !== 'finished') return progress.state;
  const { verdict, fault, problems } = progress.report;
  if (verdict !== 'failed') return verdict;
  if (problems.length > 0) return 'refused';
  return fault === 'timeout' ? 'timed-out' : 'failed';
}
