import type { Finding } from '../contract/finding.ts';
import type { GraderContext } from './grader-context.ts';

/** Points for a check of which only a part came out right. `share` runs from 0 to 1. */
export interface PartialCredit {
  share: number;
  findings: readonly Finding[];
}

export interface Check<State> {
  /** The same id as in exercise.yaml, which holds title and points. */
  id: string;
  /** Ids of earlier checks without whose pass this one says nothing; it is then `blocked` by the first that failed. */
  needs?: readonly string[];
  /**
   * Returns for a pass, returns partial credit, or throws a `Mismatch` for a fail. Anything else thrown is our
   * error: the check takes no points and the run is repeated or handed to staff.
   */
  run(context: GraderContext, state: State): Promise<void | PartialCredit>;
}

export interface Grader<State = unknown> {
  /** Makes what the checks share (names, inventories, workloads of the grader); applies nothing of the learner's. */
  prepare(context: GraderContext): Promise<State>;
  /** In the order of exercise.yaml; each runs after the one before has ended. */
  checks: readonly Check<State>[];
}

/**
 * Declares the grader of an exercise; the default export of `exercises/<slug>/grader.ts`.
 * Takes and returns the same object: it exists so that the state's type is inferred once.
 */
export function defineGrader<State>(grader: Grader<State>): Grader<State> {
  return grader;
}
