import type { ApiTokens } from './api-tokens.ts';
import type { Assignments } from './assignments.ts';
import type { AuditLog } from './audit-log.ts';
import type { CourseFiles } from './course-files.ts';
import type { CourseMembers } from './course-members.ts';
import type { Courses } from './courses.ts';
import type { Deliveries } from './deliveries.ts';
import type { Extensions } from './extensions.ts';
import type { Grades } from './grades.ts';
import type { Disagreements } from './disagreements.ts';
import type { Gradebooks } from './gradebooks.ts';
import type { GradingChecks } from './grading-checks.ts';
import type { IdempotencyKeys } from './idempotency-keys.ts';
import type { LearnerGrades } from './learner-grades.ts';
import type { LmsIdentities } from './lms-identities.ts';
import type { Located } from './located.ts';
import type { Overrides } from './overrides.ts';
import type { HandIns } from './hand-ins.ts';
import type { Heads } from './heads.ts';
import type { Inbox } from './inbox.ts';
import type { Pool } from './pool.ts';
import type { Progress } from './progress.ts';
import type { Publications } from './publications.ts';
import type { PullRequests } from './pull-requests.ts';
import type { Regrades } from './regrades.ts';
import type { Proposals } from './proposals.ts';
import type { Quarantines } from './quarantines.ts';
import type { RequestBudgets } from './request-budgets.ts';
import type { Results } from './results.ts';
import type { Runs } from './runs.ts';
import type { Sessions } from './sessions.ts';
import type { Statistics } from './statistics.ts';
import type { SubmissionList } from './submission-list.ts';
import type { Submissions } from './submissions.ts';
import type { Learners } from './erase-learner.ts';
import type { RunEvidence } from './run-evidence.ts';
import type { SigningKeys } from './signing-keys.ts';
import type { Teams } from './teams.ts';
import type { Workers } from './workers.ts';

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
