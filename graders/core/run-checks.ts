import type { CheckResult } from '../contract/check-result.ts';
import type { ExerciseDefinition } from '../contract/exercise-definition.ts';
import type { Finding } from '../contract/finding.ts';
import type { GraderEvent } from '../contract/grader-event.ts';
import { Blocked } from './blocked.ts';
import { boundedFindings } from './bounded-findings.ts';
import { isTransientApiError } from '../cluster-access/api-errors.ts';
import { compareChecks } from './compare-checks.ts';
import type { Check, Grader, PartialCredit } from './define-grader.ts';
import { faultOfError } from './fault-of-error.ts';
import type { GraderContext } from './grader-context.ts';
import { Mismatch } from './mismatch.ts';

export interface CheckRun<State> {
  grader: Grader<State>;
  exercise: ExerciseDefinition;
  context: GraderContext;
  /** Told of every check's start and end, and of the end of all. */
  emit: (event: GraderEvent) => void;
  /** Told of every error that is ours, for staff; `checkId` is the check it ended. */
  reportError: (checkId: string, error: unknown) => void;
}

/** Milliseconds a running check gets, once the time is over, to come back with its last mismatch. */
const LAST_WORDS_MS = 2_000;

/**
 * Runs the checks of a grader in the order of exercise.yaml and returns their results. A check whose `needs`
 * did not pass is blocked by the first cause; when the context's signal aborts with a `TimeoutError`, the running check
 * fails with what it saw last, none is begun any more, and the rest is blocked by it. Only where the API server was what
 * did not answer until then, the time limit is ours.
 * Throws when the grader does not fit exercise.yaml, when `prepare` fails, or when the signal aborts for another
 * reason (the run was cancelled).
 */
export async function runChecks<State>(run: CheckRun<State>): Promise<CheckResult[]> {
  const { grader, exercise, context, emit } = run;
  const differences = compareChecks(grader.checks, exercise.checks);
  if (differences.length > 0)
    throw new Error(`The grader does not fit exercise.yaml: ${differences.join('; ')}`);

  const state = await untilAborted(context, grader.prepare(context)).catch((error: unknown) => {
    throw isTimeLimit(context.signal) ? new NotReady(error) : error;
  });

  const results: CheckResult[] = [];
  let stoppedBy: string | undefined;

  for (const check of grader.checks) {
    if (!isTimeLimit(context.signal)) context.signal.throwIfAborted();
    emit({ type: 'check-started', id: check.id });
    const result = await resultOf(run, check, state, results, stoppedBy);
    results.push(result);
    if (context.signal.aborted && result.status !== 'pass') stoppedBy ??= check.id;
    emit({ type: 'check-finished', result });
  }

  emit({ type: 'finished' });
  return results;
}

/** Nothing of the learner's ran yet: its code makes it one of the errors that another cluster may heal. */
class NotReady extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(cause: unknown) {
    super('The grader was not ready when the time was over', { cause });
  }
}

async function resultOf<State>(
  run: CheckRun<State>,
  check: Check<State>,
  state: State,
  earlier: readonly CheckResult[],
  stoppedBy: string | undefined,
): Promise<CheckResult> {
  const { clock } = run.context;
  const startedAt = clock.now();
  const cause = firstCause(check.needs ?? [], earlier) ?? stoppedBy;

  const outcome: Outcome = cause
    ? { status: 'blocked', blockedBy: cause }
    : await outcomeOf(run, check, state, earlier);

  const { points, title } = declared(run.exercise, check.id);
  return {
    id: check.id,
    title,
    status: outcome.status,
    ...(outcome.fault === undefined ? {} : { fault: outcome.fault }),
    points,
    earned: Math.round(points * (outcome.share ?? 0)),
    ...(outcome.blockedBy === undefined ? {} : { blockedBy: outcome.blockedBy }),
    findings: boundedFindings(outcome.findings ?? []),
    durationMs: Math.max(0, clock.now() - startedAt),
  };
}

interface Outcome {
  status: CheckResult['status'];
  fault?: 'grader' | 'infrastructure';
  /** Part of the points, 0 to 1. */
  share?: number;
  blockedBy?: string;
  findings?: readonly Finding[];
}

async function outcomeOf<State>(
  run: CheckRun<State>,
  check: Check<State>,
  state: State,
  earlier: readonly CheckResult[],
): Promise<Outcome> {
  const { context } = run;
  // Whatever comes after the end of the time would add up to more than the process may live.
  if (isTimeLimit(context.signal)) return overtime(run, []);

  try {
    const credit = await untilAborted(context, check.run(context, state));
    return credit ? partial(credit) : { status: 'pass', share: 1 };
  } catch (error) {
    const timedOut = isTimeLimit(context.signal);
    if (context.signal.aborted && !timedOut) throw context.signal.reason;
    const findings = error instanceof Mismatch ? error.findings : [];
    if (timedOut && !isTransientApiError(error)) return overtime(run, findings);
    if (error instanceof Mismatch) return { status: 'fail', findings };
    if (error instanceof Blocked)
      return { status: 'blocked', blockedBy: firstCause([error.by], earlier) ?? error.by };
    run.reportError(check.id, error);
    const fault = faultOfError(error);
    return { status: 'error', fault, findings: [context.finding(`${fault}-error`)] };
  }
}

/** The learner's: what was seen last, and that the time was over. */
function overtime<State>({ context, exercise }: CheckRun<State>, findings: readonly Finding[]): Outcome {
  const note = context.finding('time-limit', { seconds: exercise.timeLimitSeconds });
  return { status: 'fail', findings: [...findings, note] };
}

/** Which check kept this one from running: the root of the chain, not the one just before. */
function firstCause(needs: readonly string[], earlier: readonly CheckResult[]): string | undefined {
  const failed = earlier.find(({ id, status }) => needs.includes(id) && status !== 'pass');
  return failed?.blockedBy ?? failed?.id;
}

function partial({ share, findings }: PartialCredit): Outcome {
  if (!(share >= 0 && share <= 1)) throw new Error(`Partial credit must lie between 0 and 1, found ${share}`);
  return { status: share === 1 ? 'pass' : 'fail', share, findings };
}

/**
 * The promise's outcome; after an abort the promise has a short time left to come back with its last mismatch,
 * then the abort counts, so that a check that does not listen cannot hold the run.
 */
async function untilAborted<Value>({ signal, clock }: GraderContext, work: Promise<Value>): Promise<Value> {
  const finished = new AbortController();

  const aborted = new Promise<never>((_, reject) => {
    const stop = () => {
      const giveUp = () => reject(signal.reason as Error);
      clock.sleep(LAST_WORDS_MS, finished.signal).then(giveUp, () => undefined);
    };

    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true, signal: finished.signal });
  });

  try {
    return await Promise.race([work, aborted]);
  } finally {
    finished.abort();
  }
}

function isTimeLimit(signal: AbortSignal): boolean {
  return signal.aborted && (signal.reason as Error | undefined)?.name === 'TimeoutError';
}

function declared(exercise: ExerciseDefinition, id: string): ExerciseDefinition['checks'][number] {
  const check = exercise.checks.find((candidate) => candidate.id === id);
  if (check === undefined) throw new Error(`exercise.yaml has no check "${id}"`);
  return check;
}
