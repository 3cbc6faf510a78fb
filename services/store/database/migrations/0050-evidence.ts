import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** What runs leave behind, and the keys that sign grade receipts. */
export const evidence: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table run_evidence (
     run_id text not null references runs (run_id) on delete cascade,
     kind text not null check (kind in ('manifests', 'objects', 'events', 'logs', 'audit', 'timing')),
     content bytea, bytes integer not null, items integer not null, truncated boolean not null, missing text,
     created_at timestamptz not null,
     primary key (run_id, kind),
     check ((content is null) = (missing is not null)))`,
  // It is compressed already.
  `alter table run_evidence alter column content set storage external`,
  `create index run_evidence_created_at on run_evidence (created_at)`,
  `create table signing_keys (
     kid text primary key, public_jwk jsonb not null, private_key bytea,
     created_at timestamptz not null, retired_at timestamptz, revoked_at timestamptz,
     check (private_key is null or retired_at is null),
     check (revoked_at is null or retired_at is not null))`,
  `create unique index signing_keys_active on signing_keys ((retired_at is null)) where retired_at is null`,
];
