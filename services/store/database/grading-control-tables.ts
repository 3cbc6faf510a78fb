import type { ColumnType, JSONColumnType } from 'kysely';
import type { ResultVisibility } from '../../domain/courses/course.ts';
import type { GradeState } from '../../domain/grades/grade-of.ts';
import type { LatePolicy } from '../../domain/courses/late-policy.ts';
import type { RegradeFilter, RegradeItemState, RegradeState } from '../../domain/grades/regrade.ts';

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
type Counted = ColumnType<number, number | undefined, number>;

/** What decides grades, the grades, and regrades; see `migrations/0040-grading-control.ts`. */
export interface GradingControlTables {
  assignments: {
    course_id: string;
    exercise: string;
    opens_at: Nullable<Date>;
    due_at: Nullable<Date>;
    closes_at: Nullable<Date>;
    late_policy: JSONColumnType<LatePolicy> | null;
    attempt_limit: Nullable<number>;
    weight: Counted;
    /** In place of the course's. */
    results: Nullable<ResultVisibility>;
    /** Since when results are held here; null while they are not. */
    held_at: Nullable<Date>;
    version: Counted;
    updated_at: Date;
  };
  extensions: {
    course_id: string;
    exercise: string;
    github_id: number;
    due_at: Nullable<Date>;
    closes_at: Nullable<Date>;
    extra_attempts: Counted;
    reason: string;
    actor: string;
    at: Date;
    version: Counted;
  };
  /** Never changed but to be revoked; the newest that is not decides. */
  overrides: {
    override_id: string;
    course_id: string;
    exercise: string;
    github_id: number;
    /** Null: only a comment. */
    points: Nullable<number>;
    reason: string;
    /** To the learner, as it was written: hostile until it is escaped. */
    comment: Nullable<string>;
    actor: string;
    at: Date;
    revoked_at: Nullable<Date>;
    revoked_by: Nullable<string>;
    revoke_reason: Nullable<string>;
  };
  /** Written by `recompute-grades.ts` alone; every reader of grades reads this. */
  grades: {
    course_id: string;
    github_id: number;
    exercise: string;
    earned: number;
    possible: number;
    raw_earned: number;
    late_seconds: number;
    state: GradeState;
    submission_id: Nullable<string>;
    run_id: Nullable<string>;
    override_id: Nullable<string>;
    attempts: number;
    first_passed_at: Nullable<Date>;
    computed_at: Date;
    /** Whether the learner may see it. */
    released: boolean;
  };
  regrades: {
    regrade_id: string;
    course_id: string;
    filter: JSONColumnType<RegradeFilter>;
    state: RegradeState;
    reason: string;
    actor: string;
    created_at: Date;
    published_at: Nullable<Date>;
    closed_at: Nullable<Date>;
    closed_by: Nullable<string>;
    version: Counted;
  };
  regrade_items: {
    regrade_id: string;
    submission_id: string;
    new_submission_id: string;
    exercise: string;
    github_id: number;
    old_run_id: Nullable<string>;
    new_run_id: Nullable<string>;
    old_earned: Nullable<number>;
    new_earned: Nullable<number>;
    state: RegradeItemState;
  };
}
