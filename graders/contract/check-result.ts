import Type from 'typebox';
import { Finding } from './finding.ts';
import { Localized } from './localized.ts';

/**
 * `fail` is the learner's, `error` is ours and takes no points, `blocked` names the check that failed before,
 * `undecided` appears in previews only: a real cluster is needed.
 */
export const CHECK_STATUSES = ['pass', 'fail', 'blocked', 'error', 'undecided'] as const;
export type CheckStatus = (typeof CHECK_STATUSES)[number];

export const CheckResult = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }),
    title: Localized,
    status: Type.Enum([...CHECK_STATUSES]),
    /** Set when the status is `error`: which part of ours went wrong. */
    fault: Type.Optional(Type.Enum(['grader', 'infrastructure'])),
    points: Type.Number({ minimum: 0 }),
    earned: Type.Number({ minimum: 0 }),
    /** The id of the check, or `submission`, whose failure kept this one from running. */
    blockedBy: Type.Optional(Type.String()),
    findings: Type.Array(Finding, { maxItems: 50 }),
    /** Milliseconds the check ran. */
    durationMs: Type.Number({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type CheckResult = Type.Static<typeof CheckResult>;
