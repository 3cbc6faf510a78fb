import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';
import { DEFAULT_COURSE_ID } from '../../../domain/courses/course.ts';

/** Courses with their people, who may do what through the API, and what was done. */
export const instructors: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table courses (
     course_id text primary key, slug text not null unique, title jsonb not null, term text,
     time_zone text not null default 'Asia/Tokyo', repository_id bigint unique,
     grade_policy text not null default 'best' check (grade_policy in ('best', 'latest')),
     late_policy jsonb,
     results text not null default 'released' check (results in ('released', 'held')),
     retention_days integer check (retention_days > 0),
     version integer not null default 1, created_at timestamptz not null, updated_at timestamptz not null)`,
  `insert into courses (course_id, slug, title, created_at, updated_at)
     values ('${DEFAULT_COURSE_ID}', 'default', '{"en": "Default course", "ja": "既定のコース"}', now(), now())`,
  // Hexadecimal digits are digits of a ULID too; a leading 0 keeps it in range.
  `insert into courses (course_id, slug, title, repository_id, created_at, updated_at)
     select '0' || upper(substr(md5('course ' || course_id), 1, 25)),
       left(trim(both '-' from regexp_replace(lower(owner || '-' || name), '[^a-z0-9]+', '-', 'g')), 40)
         || '-' || course_id,
       jsonb_build_object('en', name, 'ja', name), course_id, loaded_at, loaded_at
     from course_files`,
  // A default without a volatile part: the table is not rewritten, and older processes go on inserting.
  `alter table submissions
     add column course_id text not null default '${DEFAULT_COURSE_ID}' references courses (course_id)`,
  `create index submissions_course_newest on submissions (course_id, created_at desc, id desc)`,
  `create index submissions_course_author on submissions (course_id, author_id, exercise, created_at desc, id desc)`,
  `create index submissions_course_exercise on submissions (course_id, exercise, created_at desc, id desc)`,
  // Random, so that nobody who knows a GitHub id finds the pseudonym.
  `create table course_members (
     course_id text not null references courses (course_id) on delete cascade,
     github_id bigint not null, login text, name text,
     pseudonym text not null default 'learner-' || substr(md5(gen_random_uuid()::text), 1, 8),
     role text not null check (role in ('owner', 'instructor', 'assistant', 'read-only', 'learner')),
     source text not null check (source in ('api', 'file', 'seen')),
     active boolean not null default true, version integer not null default 1,
     created_at timestamptz not null, updated_at timestamptz not null,
     primary key (course_id, github_id), unique (course_id, pseudonym))`,
  `create index course_members_person on course_members (github_id) where active`,
  `insert into course_members (course_id, github_id, login, name, role, source, created_at, updated_at)
     select courses.course_id, learners.github_id, learners.login, learners.name, 'learner', 'file', now(), now()
     from course_learners learners join courses on courses.repository_id = learners.course_id`,
  `drop table course_learners`,
  `insert into course_members (course_id, github_id, login, role, source, created_at, updated_at)
     select distinct on (author_id) course_id, author_id, author_login, 'learner', 'seen', now(), now()
     from submissions order by author_id, created_at desc`,
  `create table api_tokens (
     token_id text primary key, hash bytea not null unique, name text not null,
     github_id bigint, course_id text references courses (course_id) on delete cascade,
     role text not null check (role in ('owner', 'instructor', 'assistant', 'read-only', 'learner')),
     expires_at timestamptz, created_at timestamptz not null, created_by text not null,
     last_used_at timestamptz, revoked_at timestamptz)`,
  `create index api_tokens_person on api_tokens (github_id)`,
  `create table sessions (
     hash bytea primary key, github_id bigint not null, login text not null,
     created_at timestamptz not null, expires_at timestamptz not null)`,
  `create index sessions_person on sessions (github_id)`,
  // No reference to courses: what was done outlives them.
  `create table audit_log (
     audit_id bigserial primary key, at timestamptz not null, actor text not null, actor_github_id bigint,
     course_id text, action text not null, target text not null, before jsonb, after jsonb, reason text,
     request_id text not null)`,
  `create index audit_log_course on audit_log (course_id, audit_id desc)`,
  `create table idempotency_keys (
     actor text not null, route text not null, key text not null, request_hash text not null,
     status integer, body text, at timestamptz not null,
     primary key (actor, route, key))`,
  `create index idempotency_keys_at on idempotency_keys (at)`,
];
