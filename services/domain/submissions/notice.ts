import type { HandInWay } from './hand-in.ts';

/** An exercise that is not graded now. `at` in ISO 8601: when it opens, has closed, or can be graded again. */
export type RefusedExercise =
  | { exercise: string; reason: 'not-open' | 'closed'; at: string }
  | { exercise: string; reason: 'no-attempt-left'; limit: number }
  | { exercise: string; reason: 'attempts-used'; perDay: number; at: string };

/** Something that was meant for an exercise, and is not where an exercise is looked for. */
export type Misplaced =
  /** The name is nearly that of an exercise: other letters, hyphens, digits. `expected` is the path it should have. */
  | { why: 'misnamed'; path: string; expected: string }
  /** A packed exercise. */
  | { why: 'archive'; path: string; expected: string }
  /** A repository inside the repository: Git keeps a commit's name in its place, and no file. */
  | { why: 'nested-repository'; path: string };

/** What a learner is told beside results: why nothing was graded, or what has to be waited for. */
export type Notice =
  /** What the assignments of the course do not allow, and what else is not graded with it. */
  | { kind: 'not-accepted'; headSha: string; exercises: readonly RefusedExercise[] }
  /**
   * `changed`: some files that were changed, each with the exercise that may have been meant. `besides`: instead, files in the
   * folder of an exercise that are no part of its work.
   */
  | {
      kind: 'no-exercise';
      headSha: string;
      slugs: readonly string[];
      changed?: readonly { path: string; meant?: string }[];
      besides?: readonly { path: string; exercise: string }[];
    }
  | { kind: 'misplaced'; headSha: string; places: readonly Misplaced[] }
  /** There were more changed folders than are looked through. */
  | { kind: 'change-too-large'; headSha: string }
  /** The account was deleted: nobody can be given points. */
  | { kind: 'no-author'; headSha: string }
  /** A bot opened it; nothing of it is graded. */
  | { kind: 'by-bot'; headSha: string }
  | { kind: 'not-enrolled'; headSha: string }
  | { kind: 'needs-approval'; headSha: string }
  /** `nextAt` in ISO 8601: when the oldest attempt that counts is 24 hours old. */
  | { kind: 'attempts-used'; headSha: string; exercises: readonly string[]; perDay: number; nextAt: string }
  /** Somebody asked to grade again too soon. */
  | { kind: 'regrade-later'; headSha: string; nextAt: string }
  /** The newest commit; only what is handed in is graded. */
  | { kind: 'not-handed-in'; headSha: string; handIn: 'command' | 'tag' }
  | { kind: 'handed-in-already'; headSha: string }
  /** Somebody wrote `/submit` on a pull request that touches no exercise. */
  | { kind: 'nothing-to-hand-in'; headSha: string; slugs: readonly string[] }
  /** Somebody wrote `/submit` where it hands nothing in. */
  | { kind: 'handed-in-otherwise'; headSha: string; handIn: HandInWay };

/** What only answers a comment. */
const ANSWERS: ReadonlySet<Notice['kind']> = new Set([
  'regrade-later',
  'handed-in-already',
  'nothing-to-hand-in',
  'handed-in-otherwise',
]);

/** Notices that stand in the way of any result: the commit's check tells them. */
export function isOnCheck({ kind }: Notice): boolean {
  return !ANSWERS.has(kind);
}

/**
 * A misspelt folder is told by the check alone: the comment is for results and for what a person has to do. A comment
 * that is there already tells it too, or it would go on showing results of what the pull request touches no more. Bots are
 * never answered: some answer themselves.
 */
export function isInComment({ kind }: Notice, isThere: boolean): boolean {
  return kind !== 'by-bot' && (kind !== 'no-exercise' || isThere);
}
