import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Clusters are remembered from their creation to their end, not only while a run holds them. */
export const pool: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  // Clusters that the first release left behind belong to no worker any more: the reaper finds them by their labels.
  `drop table leases`,
  `create table pool_members (
     name text primary key, pool_key text not null, fingerprint text not null,
     worker_id text not null, host text not null,
     state text not null check (state in ('creating', 'warming', 'ready', 'leased', 'dirty', 'discarding')),
     version integer not null default 1, run_id text, network_policy boolean,
     created_at timestamptz not null, state_at timestamptz not null, deadline timestamptz not null)`,
  `create index pool_members_worker on pool_members (worker_id)`,
  `create table pool_minimums (pool_key text primary key, count integer not null check (count >= 0))`,
];
