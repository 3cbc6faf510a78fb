import type { ColumnType, Generated, JSONColumnType, Kysely } from 'kysely';
import type { Localized } from '../../../graders/contract/localized.ts';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import type { Uncredited } from '../../domain/grades/credit.ts';
import type { GradePolicy, ResultVisibility } from '../../domain/courses/course.ts';
import type { MemberSource } from '../../domain/courses/course-member.ts';
import type { LatePolicy } from '../../domain/courses/late-policy.ts';
import type { MemberState } from '../../domain/clusters/pool-member.ts';
import type { Notice } from '../../domain/submissions/notice.ts';
import type { EvidenceKind } from '../../domain/submissions/run-evidence.ts';
import type { RunProgress } from '../../domain/submissions/run-progress.ts';
import type { Role } from '../../domain/courses/role.ts';
import type { SubmissionState } from '../../domain/submissions/submission.ts';
import type { GradingControlTables } from './grading-control-tables.ts';
import type { InsightTables } from './insight-tables.ts';
import type { RunFailure, RunState } from '../submissions/run-state.ts';
import type { HandInTables } from './hand-in-tables.ts';

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** The tables as the newest migration leaves them; bigint columns are read as numbers, see `open-database.ts`. */
export interface Tables extends GradingControlTables, InsightTables, HandInTables {
  deliveries: {
    guid: string;
    event: string;
    action: Nullable<string>;
    received_at: Date;
    content: Nullable<Buffer>;
  };
  inbox: {
    position: Generated<number>;
    guid: string;
    work: JSONColumnType<object>;
    traceparent: Nullable<string>;
    not_before: Nullable<Date>;
  };
  pull_requests: {
    repository_id: number;
    number: number;
    owner: string;
    name: string;
    installation_id: Nullable<number>;
    head_sha: string;
    author_id: number;
    author_login: string;
    state: 'open' | 'closed';
    draft: boolean;
    merged: ColumnType<boolean, boolean | undefined, boolean>;
    updated_at: Date;
    comment_id: Nullable<number>;
    /** The head that was last taken in completely; another one still needs it. */
    taken_in_head: Nullable<string>;
    comment_hash: Nullable<string>;
    grading_allowed: ColumnType<boolean, boolean | undefined, boolean>;
    help_wanted: ColumnType<boolean, boolean | undefined, boolean>;
    /** The head commit whose hints are unfolded. */
    hints_at: Nullable<string>;
    notice: JSONColumnType<Notice> | null;
    /** As in `submissions`, for what the pull request itself is told. */
    revision: ColumnType<number, number | undefined, number>;
    published_revision: ColumnType<number, number | undefined, number>;
    wanted_at: Nullable<Date>;
    publish_after: Nullable<Date>;
  };
  grading_checks: {
    repository_id: number;
    head_sha: string;
    round: ColumnType<number, number | undefined, number>;
    check_run_id: Nullable<number>;
    /** Digest of what GitHub shows. */
    shown: Nullable<string>;
    completed: ColumnType<boolean, boolean | undefined, boolean>;
    /** The pull request that a merge queue wants to merge as this commit. */
    merges: Nullable<number>;
  };
  submissions: {
    id: string;
    repository_id: number;
    pull_number: number;
    head_sha: string;
    exercise: string;
    attempt: number;
    folder: string;
    author_id: number;
    author_login: string;
    course_id: ColumnType<string, string | undefined, string>;
    exercise_title: JSONColumnType<Localized> | null;
    /** The team that handed it in, see `submission_members`; null for one learner. */
    team: Nullable<string>;
    /** By a command or a tag: it is graded whatever is pushed afterwards. */
    handed_in: ColumnType<boolean, boolean | undefined, boolean>;
    /** Why its result counts for nobody; null for all others. */
    uncredited: Nullable<Uncredited>;
    state: SubmissionState;
    /** When GitHub had the commit; null, of older rows: when they were made. */
    submitted_at: Nullable<Date>;
    /** False for the previews of a regrade and for what a regrade replaced: they are neither shown nor part of any grade. */
    counts: ColumnType<boolean, boolean | undefined, boolean>;
    /** The regrade whose preview it is, or was. */
    regrade_id: Nullable<string>;
    cancel_requested: ColumnType<boolean, boolean | undefined, boolean>;
    /** A run had a cluster for it, so that it counts against limits even when it was cancelled. */
    uses_attempt: ColumnType<boolean, boolean | undefined, boolean>;
    fencing: ColumnType<number, number | undefined, number>;
    check_run_id: Nullable<number>;
    /** Counts the changes that GitHub should show; `published_revision` is the newest that it shows. */
    revision: ColumnType<number, number | undefined, number>;
    published_revision: ColumnType<number, number | undefined, number>;
    /** The newest revision that the check shows; the comment may still be behind. */
    check_revision: ColumnType<number, number | undefined, number>;
    /** Not tried again on its own before this. */
    publish_after: Nullable<Date>;
    wanted_at: Date;
    created_at: Date;
    updated_at: Date;
  };
  runs: {
    run_id: string;
    submission_id: string;
    worker_id: string;
    fencing: number;
    state: RunState;
    started_at: Date;
    finished_at: Nullable<Date>;
    verdict: Nullable<string>;
    report: JSONColumnType<GradingReport> | null;
    failure: JSONColumnType<RunFailure> | null;
  };
  pool_members: {
    name: string;
    pool_key: string;
    fingerprint: string;
    worker_id: string;
    host: string;
    state: MemberState;
    version: ColumnType<number, number | undefined, number>;
    run_id: Nullable<string>;
    network_policy: Nullable<boolean>;
    created_at: Date;
    state_at: Date;
    deadline: Date;
  };
  pool_minimums: { pool_key: string; count: number };
  request_budgets: { budget: string; closed_until: Nullable<Date> };
  request_writes: { budget: string; at: Date; creates: boolean };
  course_files: {
    course_id: number;
    owner: string;
    name: string;
    installation_id: Nullable<number>;
    head_sha: string;
    file: JSONColumnType<object>;
    loaded_at: Date;
  };
  courses: {
    course_id: string;
    slug: string;
    title: JSONColumnType<Localized>;
    term: Nullable<string>;
    time_zone: ColumnType<string, string | undefined, string>;
    repository_id: Nullable<number>;
    grade_policy: ColumnType<GradePolicy, GradePolicy | undefined, GradePolicy>;
    late_policy: JSONColumnType<LatePolicy> | null;
    results: ColumnType<ResultVisibility, ResultVisibility | undefined, ResultVisibility>;
    /** Since when results are held; null while they are not. */
    held_at: Nullable<Date>;
    retention_days: Nullable<number>;
    version: ColumnType<number, number | undefined, number>;
    created_at: Date;
    updated_at: Date;
  };
  course_members: {
    course_id: string;
    github_id: number;
    login: Nullable<string>;
    name: Nullable<string>;
    pseudonym: ColumnType<string, string | undefined, string>;
    role: Role;
    source: MemberSource;
    active: ColumnType<boolean, boolean | undefined, boolean>;
    version: ColumnType<number, number | undefined, number>;
    created_at: Date;
    updated_at: Date;
  };
  api_tokens: {
    token_id: string;
    hash: Buffer;
    name: string;
    /** Whose it is; null: the operator's. */
    github_id: Nullable<number>;
    /** The only course that it opens; null: every one. */
    course_id: Nullable<string>;
    role: Role;
    expires_at: Nullable<Date>;
    created_at: Date;
    created_by: string;
    last_used_at: Nullable<Date>;
    revoked_at: Nullable<Date>;
  };
  sessions: { hash: Buffer; github_id: number; login: string; created_at: Date; expires_at: Date };
  audit_log: {
    audit_id: Generated<number>;
    at: Date;
    actor: string;
    actor_github_id: Nullable<number>;
    course_id: Nullable<string>;
    action: string;
    target: string;
    before: JSONColumnType<object> | null;
    after: JSONColumnType<object> | null;
    reason: Nullable<string>;
    request_id: string;
    outcome: Generated<'begun' | 'done'>;
  };
  idempotency_keys: {
    actor: string;
    route: string;
    key: string;
    request_hash: string;
    /** Null while the first request is being handled. */
    status: Nullable<number>;
    body: Nullable<string>;
    at: Date;
  };
  run_progress: { submission_id: string; progress: JSONColumnType<RunProgress>; at: Date };
  run_evidence: {
    run_id: string;
    kind: EvidenceKind;
    /** JSON array of the items, gzip; null when there is nothing. */
    content: Nullable<Buffer>;
    /** Before compression. */
    bytes: number;
    items: number;
    truncated: boolean;
    missing: Nullable<string>;
    created_at: Date;
  };
  signing_keys: {
    kid: string;
    public_jwk: JSONColumnType<Readonly<Record<string, string>>>;
    /** Encrypted; null once the key signs no more. */
    private_key: Nullable<Buffer>;
    created_at: Date;
    retired_at: Nullable<Date>;
    revoked_at: Nullable<Date>;
  };
  workers: { worker_id: string; host: string; pid: number; beat_at: Date };
}

export type Database = Kysely<Tables>;
