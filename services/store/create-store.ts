import { createApiTokens } from './access/api-tokens.ts';
import { createAssignments } from './grades/assignments.ts';
import { createAuditLog } from './access/audit-log.ts';
import { createCourseFiles } from './courses/course-files.ts';
import { createCourseMembers } from './courses/course-members.ts';
import { createCourses } from './courses/courses.ts';
import { createDeliveries } from './intake/deliveries.ts';
import { createExtensions } from './grades/extensions.ts';
import { createGrades } from './grades/grades.ts';
import { createGradingChecks } from './publishing/grading-checks.ts';
import { createDisagreements } from './grades/disagreements.ts';
import { createGradebooks } from './grades/gradebooks.ts';
import { createHandIns } from './submissions/hand-ins.ts';
import { createHeads } from './intake/heads.ts';
import { createIdempotencyKeys } from './access/idempotency-keys.ts';
import { createLmsIdentities } from './grades/lms-identities.ts';
import { createLocated } from './access/located.ts';
import { createInbox } from './intake/inbox.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase, openPool } from './database/open-database.ts';
import { createOverrides } from './grades/overrides.ts';
import { createPool } from './workers/pool.ts';
import { createProgress } from './submissions/progress.ts';
import { createPublications } from './publishing/publications.ts';
import { createPullRequests } from './intake/pull-requests.ts';
import { requireSessions } from './database/require-sessions.ts';
import { reachStore } from './database/reach-store.ts';
import { createLearnerGrades } from './grades/learner-grades.ts';
import { createRegrades } from './regrades/regrades.ts';
import { createProposals } from './grades/proposals.ts';
import { createQuarantines } from './grades/quarantines.ts';
import { createRequestBudgets } from './workers/request-budgets.ts';
import { createResults } from './submissions/results.ts';
import { createRuns } from './submissions/runs.ts';
import { createLearners } from './courses/erase-learner.ts';
import { createRunEvidence } from './submissions/run-evidence.ts';
import { createSigningKeys } from './access/signing-keys.ts';
import { createSessions } from './access/sessions.ts';
import { createStatistics } from './grades/statistics.ts';
import type { Store, StoreOptions } from './store.ts';
import { createSubmissionList } from './submissions/submission-list.ts';
import { createSubmissions } from './submissions/submissions.ts';
import { createTeams } from './courses/teams.ts';
import { createWorkers } from './workers/workers.ts';

/** No request of ours takes seconds; one that takes minutes would keep its connection from all others. */
const LONGEST_MS = 120_000;

/** Connects, brings the tables up to date and resolves when the store can be used. Failures: see `Store`, `requireSessions`, `migrate`. */
export async function createStore(options: StoreOptions): Promise<Store> {
  const { url, now = () => new Date(), maxConnections = 10, longestMs = LONGEST_MS } = options;
  const pool = openPool(url, maxConnections, longestMs);
  const locks = openPool(url, maxConnections);
  const db = openDatabase(pool);

  const connection = reachStore({
    async health() {
      await pool.query({ text: 'select 1', query_timeout: 2000 } as { text: string });
    },
    requireSessions: () => requireSessions(url),
    async migrate() {
      const migrations = openDatabase(openPool(url, 1));
      await migrate(migrations).finally(() => migrations.destroy());
    },
  });

  const close = async () => {
    await Promise.all([db.destroy(), locks.end()]);
  };

  try {
    await connection.requireSessions();
    await connection.migrate();
  } catch (error) {
    await close();
    throw error;
  }

  const pullRequests = createPullRequests(db, locks, now);
  const inbox = createInbox({ db, pool, locks }, now);

  return {
    deliveries: reachStore(createDeliveries(db)),
    // What the caller's own work throws under a lock is not the database's.
    inbox: { ...reachStore(inbox), inTurn: (work) => inbox.inTurn(work) },
    pullRequests: {
      ...reachStore(pullRequests),
      withLock: (repositoryId, number, work) => pullRequests.withLock(repositoryId, number, work),
    },
    submissionList: reachStore(createSubmissionList(db)),
    submissions: reachStore(createSubmissions(db, now)),
    runs: reachStore(createRuns(db, now)),
    pool: reachStore(createPool(db, now)),
    workers: reachStore(createWorkers(db)),
    publications: reachStore(createPublications(db, now)),
    gradingChecks: reachStore(createGradingChecks(db, now)),
    requestBudgets: reachStore(createRequestBudgets(db, now)),
    courseFiles: reachStore(createCourseFiles(db, now)),
    courses: reachStore(createCourses(db, now)),
    members: reachStore(createCourseMembers(db, now)),
    teams: reachStore(createTeams(db)),
    handIns: reachStore(createHandIns(db)),
    heads: reachStore(createHeads(db)),
    assignments: reachStore(createAssignments(db, now)),
    extensions: reachStore(createExtensions(db, now)),
    overrides: reachStore(createOverrides(db, now)),
    grades: reachStore(createGrades(db, now)),
    learnerGrades: reachStore(createLearnerGrades(db)),
    results: reachStore(createResults(db, now)),
    regrades: reachStore(createRegrades(db, now)),
    apiTokens: reachStore(createApiTokens(db, now)),
    sessions: reachStore(createSessions(db, now)),
    auditLog: reachStore(createAuditLog(db)),
    idempotencyKeys: reachStore(createIdempotencyKeys(db, now)),
    located: reachStore(createLocated(db)),
    progress: reachStore(createProgress(db, now)),
    evidence: reachStore(createRunEvidence(db, now)),
    learners: reachStore(createLearners(db)),
    signingKeys: reachStore(createSigningKeys(db, now)),
    gradebooks: reachStore(createGradebooks(db)),
    statistics: reachStore(createStatistics(db)),
    quarantines: reachStore(createQuarantines(db, now)),
    proposals: reachStore(createProposals(db, now)),
    disagreements: reachStore(createDisagreements(db)),
    lmsIdentities: reachStore(createLmsIdentities(db, now)),
    health: () => connection.health(),
    close,
  };
}
