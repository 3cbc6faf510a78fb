import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Runs that had begun use an attempt, also when they are cancelled; and checks that only might be wrong are proposed. */
export const attemptsAndProposals: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `alter table submissions add column uses_attempt boolean not null default false`,
  `create table check_proposals (
     proposal_id text primary key,
     course_id text not null references courses (course_id) on delete cascade,
     exercise text not null, check_id text not null,
     since timestamptz not null, reason text not null, evidence jsonb not null,
     decided_at timestamptz, decided_by text, decision text check (decision in ('review', 'dismiss')),
     decision_reason text, solution_run_id text, quarantine_id text,
     version integer not null default 1)`,
  `create unique index check_proposals_one on check_proposals (course_id, exercise, check_id)
     where decided_at is null`,
];
