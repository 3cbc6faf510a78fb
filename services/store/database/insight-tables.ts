import type { ColumnType, JSONColumnType } from 'kysely';
import type { CheckStatus } from '../../../graders/contract/check-result.ts';
import type { Disagreement } from '../../domain/grades/flaky-checks.ts';
import type { PhaseTiming } from '../../domain/submissions/grading-report.ts';

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** The part of `Tables` that statistics, the hunt for flaky checks and exports are about. */
export interface InsightTables {
  run_facts: {
    run_id: string;
    submission_id: string;
    course_id: string;
    exercise: string;
    github_id: number;
    verdict: string;
    earned: number;
    possible: number;
    /** Of the files, the exercise's version and the node image; null where one of them is not known. */
    fingerprint: Nullable<string>;
    /** Milliseconds for which the run had a cluster or waited for one to be made. */
    cluster_ms: number;
    phases: JSONColumnType<readonly PhaseTiming[]>;
    submitted_at: Date;
    finished_at: Date;
  };
  check_results: {
    run_id: string;
    check_id: string;
    course_id: string;
    exercise: string;
    status: CheckStatus;
    /** Message id of the first finding. */
    code: Nullable<string>;
  };
  check_quarantines: {
    quarantine_id: string;
    course_id: string;
    exercise: string;
    check_id: string;
    since: Date;
    by: string;
    reason: string;
    evidence: JSONColumnType<readonly Disagreement[]> | null;
    lifted_at: Nullable<Date>;
    lifted_by: Nullable<string>;
    lift_reason: Nullable<string>;
    /** Whether runs from before the lift go on being spared. */
    spares_earlier: ColumnType<boolean, boolean | undefined, boolean>;
    version: ColumnType<number, number | undefined, number>;
  };
  check_proposals: {
    proposal_id: string;
    course_id: string;
    exercise: string;
    check_id: string;
    since: Date;
    reason: string;
    evidence: JSONColumnType<readonly Disagreement[]>;
    decided_at: Nullable<Date>;
    decided_by: Nullable<string>;
    decision: Nullable<'review' | 'dismiss'>;
    decision_reason: Nullable<string>;
    solution_run_id: Nullable<string>;
    quarantine_id: Nullable<string>;
    version: ColumnType<number, number | undefined, number>;
  };
  lms_identities: {
    course_id: string;
    github_id: number;
    canvas_id: Nullable<string>;
    sis_user_id: Nullable<string>;
    sis_login_id: Nullable<string>;
    section: Nullable<string>;
    email: Nullable<string>;
    id_number: Nullable<string>;
    updated_at: Date;
  };
}
