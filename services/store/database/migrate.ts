import { setTimeout as sleep } from 'node:timers/promises';
import { Migrator, sql } from 'kysely';
import { Failure } from '../../domain/failure.ts';
import { submissions } from './migrations/0001-submissions.ts';
import { pool } from './migrations/0002-pool.ts';
import { requestBudgets } from './migrations/0010-request-budgets.ts';
import { courses } from './migrations/0020-courses.ts';
import { inbox } from './migrations/0025-inbox.ts';
import { instructors } from './migrations/0030-instructors.ts';
import { gradingControl } from './migrations/0040-grading-control.ts';
import { evidence } from './migrations/0050-evidence.ts';
import { insight } from './migrations/0060-insight.ts';
import { inboxJson } from './migrations/0070-inbox-json.ts';
import { uncountedSubmissions } from './migrations/0080-uncounted-submissions.ts';
import { auditOutcome } from './migrations/0090-audit-outcome.ts';
import { deliveryContent } from './migrations/0091-delivery-content.ts';
import { attemptsAndProposals } from './migrations/0100-attempts-and-proposals.ts';
import { gradingChecks } from './migrations/0115-grading-checks.ts';
import { teams } from './migrations/0120-teams.ts';
import { handIns } from './migrations/0121-hand-ins.ts';
import { heads } from './migrations/0122-heads.ts';
import { uncredited } from './migrations/0125-uncredited.ts';
import type { Database } from './tables.ts';

/** Kysely records the names; a released migration is never changed or renamed, only followed by another. */
const MIGRATIONS = {
  '0001-submissions': submissions,
  '0002-pool': pool,
  '0010-request-budgets': requestBudgets,
  '0020-courses': courses,
  '0025-inbox': inbox,
  '0030-instructors': instructors,
  '0040-grading-control': gradingControl,
  '0050-evidence': evidence,
  '0060-insight': insight,
  '0070-inbox-json': inboxJson,
  '0080-uncounted-submissions': uncountedSubmissions,
  '0090-audit-outcome': auditOutcome,
  '0091-delivery-content': deliveryContent,
  '0100-attempts-and-proposals': attemptsAndProposals,
  '0115-grading-checks': gradingChecks,
  '0120-teams': teams,
  '0121-hand-ins': handIns,
  '0122-heads': heads,
  '0125-uncredited': uncredited,
};

/**
 * A migration waits no longer for a table's lock, in milliseconds: whoever comes after a waiting one waits too, so a
 * long query elsewhere would stop every process. It gives way and tries again.
 */
const LOCK_WAIT_MS = 2000;
const TRIES = 20;
const PAUSE_MS = 500;
/** `lock_not_available` and `deadlock_detected`: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const GIVE_WAY = ['55P03', '40P01'];

export interface MigrateOptions {
  /** Only these migrations, for a backup that was made with them. */
  only?: readonly string[];
  /** The caller's transaction holds everything; it ends it. */
  inTransaction?: boolean;
}

/**
 * Brings the database to the newest tables while others use it. Several processes may call it at once: Kysely takes an
 * advisory lock, and all that is missing is one transaction. `db` must have one connection of its own. Fails with
 * `configuration`/`database-newer`, `infrastructure`/`database-busy` or `infrastructure`/`migration-failed`.
 */
export async function migrate(
  db: Database,
  { only, inTransaction = false }: MigrateOptions = {},
): Promise<void> {
  await requireKnown(db);

  const migrations = Object.fromEntries(
    Object.entries(MIGRATIONS).filter(([name]) => only?.includes(name) ?? true),
  );

  if (!inTransaction)
    await sql`select set_config('lock_timeout', ${String(LOCK_WAIT_MS)}, false)`.execute(db);

  for (let tries = 1; ; tries++) {
    const { error, results } = await new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
      disableTransactions: inTransaction,
    }).migrateToLatest();

    if (error === undefined) return;
    const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
    const busy = GIVE_WAY.includes((error as { code?: string }).code ?? '');
    if (!busy || inTransaction) throw migrationFailed(failed, error);
    if (tries >= TRIES) throw databaseBusy(failed, error);
    await sleep(PAUSE_MS);
  }
}

/** The names of `migrations` that this version of Saiten does not have. */
export function unknownMigrations(migrations: readonly string[]): string[] {
  return migrations.filter((name) => !Object.hasOwn(MIGRATIONS, name));
}

/**
 * The migrations that a database has had, oldest first; undefined when it never belonged to Saiten.
 *
 * @internal
 */
export async function migrationsOf(db: Database): Promise<string[] | undefined> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(db);

  if (!found[0]?.there) return undefined;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

async function requireKnown(db: Database): Promise<void> {
  const unknown = unknownMigrations((await migrationsOf(db)) ?? []);
  if (unknown.length === 0) return;
  throw new Failure(
    'configuration',
    'database-newer',
    `Expected a database of this version of Saiten, but it holds migrations unknown here (${unknown.join(', ')}): a newer version has used it. Upgrade this process, or restore the backup that was made before the upgrade.`,
    { facts: { migrations: unknown.join(',') } },
  );
}

function migrationFailed(name: string | undefined, error: unknown): Failure {
  return new Failure(
    'infrastructure',
    'migration-failed',
    `Expected ${subject(name)} to succeed, but: ${reasonOf(error)}. Nothing was changed; mend the cause and start again.`,
    { cause: error },
  );
}

function databaseBusy(name: string | undefined, error: unknown): Failure {
  return new Failure(
    'infrastructure',
    'database-busy',
    `Expected ${subject(name)} to get the tables for a moment, but others held them at each of ${TRIES} tries (${reasonOf(error)}). Nothing was changed. End long transactions (see pg_stat_activity), then start again.`,
    { cause: error },
  );
}

const subject = (name: string | undefined) => (name === undefined ? 'the migrations' : `migration ${name}`);
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : JSON.stringify(error));
