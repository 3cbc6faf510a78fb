import type { ColumnType, Generated, JSONColumnType, Kysely } from 'kysely';
import type { Localized } from '../../graders/contract/localized.ts';
import type { GradingReport } from '../domain/grading-report.ts';
import type { MemberState } from '../domain/pool-member.ts';
import type { Notice } from '../domain/notice.ts';
import type { RunProgress } from '../domain/run-progress.ts';
import type { SubmissionState } from '../domain/submission.ts';
import type { RunFailure, RunState } from './runs.ts';

type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** The tables as the newest migration leaves them; bigint columns are read as numbers, see `open-database.ts`. */
export interface Tables {
  deliveries: { guid: string; event: string; action: Nullable<string>; received_at: Date };
  inbox: {
    position: Generated<number>;
    guid: string;
    work: JSONColumnType<object>;
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
    exercise_title: JSONColumnType<Localized> | null;
    state: SubmissionState;
    cancel_requested: ColumnType<boolean, boolean | undefined, boolean>;
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
  course_learners: {
    course_id: number;
    github_id: number;
    login: Nullable<string>;
    name: Nullable<string>;
  };
  run_progress: { submission_id: string; progress: JSONColumnType<RunProgress>; at: Date };
  workers: { worker_id: string; host: string; pid: number; beat_at: Date };
}

export type Database = Kysely<Tables>;
