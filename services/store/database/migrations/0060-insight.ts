import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** What statistics, the hunt for flaky checks and exports read, so that they need not open every report. */
export const insight: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table run_facts (
     run_id text primary key, submission_id text not null,
     course_id text not null, exercise text not null, github_id bigint not null,
     verdict text not null check (verdict in ('passed', 'failed', 'not-graded')),
     earned double precision not null, possible double precision not null,
     fingerprint text, cluster_ms bigint not null, phases jsonb not null,
     submitted_at timestamptz not null, finished_at timestamptz not null)`,
  `create table check_results (
     run_id text not null, check_id text not null,
     course_id text not null, exercise text not null,
     status text not null check (status in ('pass', 'fail', 'blocked', 'error', 'undecided')),
     code text, primary key (run_id, check_id))`,
  // Runs from before this table: what was graded is known, but not the files it came from.
  `insert into run_facts
     select runs.run_id, submissions.id, submissions.course_id, submissions.exercise, submissions.author_id, runs.verdict,
       (runs.report #>> '{score,earned}')::float8, (runs.report #>> '{score,possible}')::float8, null,
       coalesce((select sum((timing ->> 'durationMs')::float8) from jsonb_array_elements(runs.report -> 'timings') timing
         where timing ->> 'phase' in ('cluster', 'prepare', 'grade')), 0)::bigint,
       runs.report -> 'timings', submissions.created_at, runs.finished_at
     from runs join submissions on submissions.id = runs.submission_id
     where runs.state = 'finished' and runs.verdict in ('passed', 'failed', 'not-graded')`,
  `insert into check_results
     select runs.run_id, each ->> 'id', facts.course_id, facts.exercise, each ->> 'status',
       each #>> '{findings,0,message,id}'
     from run_facts facts join runs using (run_id), jsonb_array_elements(runs.report -> 'checks') each`,
  `alter table check_results add foreign key (run_id) references run_facts (run_id) on delete cascade`,
  `create index run_facts_exercise on run_facts (course_id, exercise, github_id, submitted_at)`,
  `create index run_facts_finished on run_facts (finished_at) where fingerprint is not null`,
  `create index run_facts_fingerprint on run_facts (fingerprint) where fingerprint is not null`,
  `create index check_results_exercise on check_results (course_id, exercise, check_id, status, code)`,
  `create table check_quarantines (
     quarantine_id text primary key,
     course_id text not null references courses (course_id) on delete cascade,
     exercise text not null, check_id text not null,
     since timestamptz not null, by text not null, reason text not null, evidence jsonb,
     lifted_at timestamptz, lifted_by text, lift_reason text, spares_earlier boolean not null default true,
     version integer not null default 1)`,
  `create unique index check_quarantines_one on check_quarantines (course_id, exercise, check_id)
     where lifted_at is null`,
  `create index check_quarantines_exercise on check_quarantines (course_id, exercise)`,
  `create table lms_identities (
     course_id text not null references courses (course_id) on delete cascade, github_id bigint not null,
     canvas_id text, sis_user_id text, sis_login_id text, section text, email text, id_number text,
     updated_at timestamptz not null, primary key (course_id, github_id))`,
  // Last, because from here on whoever writes a run waits until the migration ends.
  `alter table run_facts add foreign key (run_id) references runs (run_id) on delete cascade`,
];
