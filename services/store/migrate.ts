import { Migrator } from 'kysely';
import { Failure } from '../domain/failure.ts';
import { submissions } from './migrations/0001-submissions.ts';
import { pool } from './migrations/0002-pool.ts';
import { requestBudgets } from './migrations/0010-request-budgets.ts';
import { courses } from './migrations/0020-courses.ts';
import { inbox } from './migrations/0025-inbox.ts';
import type { Database } from './tables.ts';

/** Kysely records the names; a released migration is never changed or renamed, only followed by another. */
const MIGRATIONS = {
  '0001-submissions': submissions,
  '0002-pool': pool,
  '0010-request-budgets': requestBudgets,
  '0020-courses': courses,
  '0025-inbox': inbox,
};

/**
 * Brings the database to the newest tables. Several processes may call it at once: Kysely takes an advisory lock,
 * and each migration is one transaction. Fails with `configuration`/`database-newer` or `infrastructure`.
 */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const reason = error instanceof Error ? error.message : JSON.stringify(error);
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
  if (reason.includes('corrupted migrations'))
    throw new Failure(
      'configuration',
      'database-newer',
      `Expected a database of this version of Saiten, but it holds migrations unknown here (${reason}). Upgrade this process.`,
      { cause: error },
    );
  throw new Failure(
    'infrastructure',
    'migration-failed',
    `Expected ${failed ? `migration ${failed}` : 'the migrations'} to succeed, but: ${reason}. Nothing was changed; mend the cause and start again.`,
    { cause: error },
  );
}
