import type { ApiTokens } from './access/api-tokens.ts';
import type { Assignments } from './grades/assignments.ts';
import type { AuditLog } from './access/audit-log.ts';
import type { CourseFiles } from './courses/course-files.ts';
import type { CourseMembers } from './courses/course-members.ts';
import type { Courses } from './courses/courses.ts';
import type { Deliveries } from './intake/deliveries.ts';
import type { Extensions } from './grades/extensions.ts';
import type { Grades } from './grades/grades.ts';
import type { Disagreements } from './grades/disagreements.ts';
import type { Gradebooks } from './grades/gradebooks.ts';
import type { GradingChecks } from './publishing/grading-checks.ts';
import type { IdempotencyKeys } from './access/idempotency-keys.ts';
import type { LearnerGrades } from './grades/learner-grades.ts';
import type { LmsIdentities } from './grades/lms-identities.ts';
import type { Located } from './access/located.ts';
import type { Overrides } from './grades/overrides.ts';
import type { HandIns } from './submissions/hand-ins.ts';
import type { Heads } from './intake/heads.ts';
import type { Inbox } from './intake/inbox.ts';
import type { Pool } from './workers/pool.ts';
import type { Progress } from './submissions/progress.ts';
import type { Publications } from './publishing/publications.ts';
import type { PullRequests } from './intake/pull-requests.ts';
import type { Regrades } from './regrades/regrades.ts';
import type { Proposals } from './grades/proposals.ts';
import type { Quarantines } from './grades/quarantines.ts';
import type { RequestBudgets } from './workers/request-budgets.ts';
import type { Results } from './submissions/results.ts';
import type { Runs } from './submissions/runs.ts';
import type { Sessions } from './access/sessions.ts';
import type { Statistics } from './grades/statistics.ts';
import type { SubmissionList } from './submissions/submission-list.ts';
import type { Submissions } from './submissions/submissions.ts';
import type { Learners } from './courses/erase-learner.ts';
import type { RunEvidence } from './submissions/run-evidence.ts';
import type { SigningKeys } from './access/signing-keys.ts';
import type { Teams } from './courses/teams.ts';
import type { Workers } from './workers/workers.ts';

/**
 * Everything Saiten remembers. Every method can fail with a Failure: fault `infrastructure`, code `store-unavailable`,
 * when the database does not answer; fault `grader`, code `store-refused`, when it does not take the content.
 */
export interface Store {
  deliveries: Deliveries;
  inbox: Inbox;
  pullRequests: PullRequests;
  submissions: Submissions;
  submissionList: SubmissionList;
  runs: Runs;
  pool: Pool;
  workers: Workers;
  publications: Publications;
  gradingChecks: GradingChecks;
  requestBudgets: RequestBudgets;
  courseFiles: CourseFiles;
  courses: Courses;
  assignments: Assignments;
  extensions: Extensions;
  overrides: Overrides;
  grades: Grades;
  learnerGrades: LearnerGrades;
  results: Results;
  regrades: Regrades;
  members: CourseMembers;
  teams: Teams;
  handIns: HandIns;
  heads: Heads;
  apiTokens: ApiTokens;
  sessions: Sessions;
  auditLog: AuditLog;
  idempotencyKeys: IdempotencyKeys;
  located: Located;
  progress: Progress;
  evidence: RunEvidence;
  learners: Learners;
  signingKeys: SigningKeys;
  gradebooks: Gradebooks;
  statistics: Statistics;
  quarantines: Quarantines;
  proposals: Proposals;
  disagreements: Disagreements;
  lmsIdentities: LmsIdentities;
  /** Resolves when the database answers within two seconds, else fails. */
  health(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `postgres://user:password@host:port/database` */
  url: string;
  now?: () => Date;
  /** Connections for queries; as many again may wait for pull request locks. */
  maxConnections?: number;
  /** Milliseconds that one statement may take, and that a transaction may stand still. */
  longestMs?: number;
}
