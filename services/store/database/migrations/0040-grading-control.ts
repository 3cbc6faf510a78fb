import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** What decides a grade beside the runs, the grades themselves, and regrades that can be looked at before they count. */
export const gradingControl: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  // Without a value the time of the row holds; filling it in would rewrite the table under load.
  `alter table submissions
     add column submitted_at timestamptz,
     add column counts boolean not null default true,
     add column regrade_id text`,
  `create index submissions_regrade on submissions (regrade_id) where regrade_id is not null`,
  `alter table courses add column held_at timestamptz`,
  `create table assignments (
     course_id text not null references courses (course_id) on delete cascade, exercise text not null,
     opens_at timestamptz, due_at timestamptz, closes_at timestamptz, late_policy jsonb,
     attempt_limit integer check (attempt_limit > 0), weight numeric not null default 1 check (weight >= 0),
     results text check (results in ('released', 'held')), held_at timestamptz,
     version integer not null default 1, updated_at timestamptz not null,
     primary key (course_id, exercise))`,
  `create table extensions (
     course_id text not null references courses (course_id) on delete cascade,
     exercise text not null, github_id bigint not null,
     due_at timestamptz, closes_at timestamptz, extra_attempts integer not null default 0 check (extra_attempts >= 0),
     reason text not null, actor text not null, at timestamptz not null, version integer not null default 1,
     primary key (course_id, exercise, github_id))`,
  `create table overrides (
     override_id text primary key,
     course_id text not null references courses (course_id) on delete cascade,
     exercise text not null, github_id bigint not null, points numeric check (points >= 0),
     reason text not null, comment text, actor text not null, at timestamptz not null,
     revoked_at timestamptz, revoked_by text, revoke_reason text,
     check (points is not null or comment is not null))`,
  `create index overrides_grade on overrides (course_id, exercise, github_id)`,
  `create table grades (
     course_id text not null references courses (course_id) on delete cascade,
     github_id bigint not null, exercise text not null,
     earned numeric not null, possible numeric not null, raw_earned numeric not null,
     late_seconds integer not null, state text not null, submission_id text, run_id text, override_id text,
     attempts integer not null, first_passed_at timestamptz, computed_at timestamptz not null,
     released boolean not null,
     primary key (course_id, github_id, exercise))`,
  `create index grades_exercise on grades (course_id, exercise, github_id)`,
  `create table regrades (
     regrade_id text primary key,
     course_id text not null references courses (course_id) on delete cascade, filter jsonb not null,
     state text not null check (state in
       ('previewing', 'previewed', 'publishing', 'published', 'discarded', 'undone')),
     reason text not null, actor text not null, created_at timestamptz not null,
     published_at timestamptz, closed_at timestamptz, closed_by text,
     version integer not null default 1)`,
  `create index regrades_course on regrades (course_id, regrade_id desc)`,
  `create table regrade_items (
     regrade_id text not null references regrades (regrade_id) on delete cascade,
     submission_id text not null references submissions (id) on delete cascade,
     new_submission_id text not null unique references submissions (id) on delete cascade,
     exercise text not null, github_id bigint not null,
     old_run_id text, new_run_id text, old_earned numeric, new_earned numeric,
     state text not null check (state in ('open', 'graded', 'not-graded', 'published', 'kept', 'undone')),
     primary key (regrade_id, submission_id))`,
];
