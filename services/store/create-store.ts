import { createCourseFiles } from './course-files.ts';
import { createDeliveries } from './deliveries.ts';
import { createInbox } from './inbox.ts';
import { migrate } from './migrate.ts';
import { openDatabase, openPool } from './open-database.ts';
import { createPool } from './pool.ts';
import { createProgress } from './progress.ts';
import { createPublications } from './publications.ts';
import { createPullRequests } from './pull-requests.ts';
import { reachStore } from './reach-store.ts';
import { createRequestBudgets } from './request-budgets.ts';
import { createRuns } from './runs.ts';
import type { Store, StoreOptions } from './store.ts';
import { createSubmissions } from './submissions.ts';
import { createWorkers } from './workers.ts';

/** Connects, brings the tables up to date and resolves when the store can be used. Failures: see `Store`, `migrate`. */
export async function createStore(options: StoreOptions): Promise<Store> {
  const { url, now = () => new Date(), maxConnections = 10 } = options;
  const pool = openPool(url, maxConnections);
  const locks = openPool(url, maxConnections);
  const db = openDatabase(pool);
  const connection = reachStore({
    async health() {
      await pool.query({ text: 'select 1', query_timeout: 2000 } as { text: string });
    },
    migrate: () => migrate(db),
  });
  const close = async () => {
    await Promise.all([db.destroy(), locks.end()]);
  };
  try {
    await connection.migrate();
  } catch (error) {
    await close();
    throw error;
  }
  const pullRequests = createPullRequests(db, locks, now);
  const inbox = createInbox(db, locks, now);

  return {
    deliveries: reachStore(createDeliveries(db)),
    // What the caller's own work throws under a lock is not the database's.
    inbox: { ...reachStore(inbox), inTurn: (work) => inbox.inTurn(work) },
    pullRequests: {
      ...reachStore(pullRequests),
      withLock: (repositoryId, number, work) => pullRequests.withLock(repositoryId, number, work),
    },
    submissions: reachStore(createSubmissions(db, now)),
    runs: reachStore(createRuns(db, now)),
    pool: reachStore(createPool(db, now)),
    workers: reachStore(createWorkers(db)),
    publications: reachStore(createPublications(db, now)),
    requestBudgets: reachStore(createRequestBudgets(db, now)),
    courseFiles: reachStore(createCourseFiles(db, now)),
    progress: reachStore(createProgress(db, now)),
    health: () => connection.health(),
    close,
  };
}
