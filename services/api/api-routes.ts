import { addCapacityRoutes, type CapacityNeeds } from './routes/capacity.ts';
import { addCourseRoutes, type CourseNeeds } from './routes/courses.ts';
import { addAuditRoute, type AuditReading } from './routes/audit.ts';
import { addEventRoute, type EventNeeds } from './routes/events.ts';
import { addExerciseRoute, type ExerciseNeeds } from './routes/exercises.ts';
import { addMeRoute, type MeNeeds } from './routes/me.ts';
import { addMemberRoutes, type MemberNeeds } from './routes/members.ts';
import { addRosterRoutes, type RosterNeeds } from './routes/roster.ts';
import { addSessionRoutes, type SessionNeeds } from './routes/session.ts';
import { addTokenRoutes, type TokenNeeds } from './routes/tokens.ts';
import { addGradebookRoutes, type GradebookNeeds } from './routes/gradebook.ts';
import { addLearnerGradesRoute, type LearnerGradesNeeds } from './routes/learner-grades.ts';
import { addLmsIdentityRoutes, type LmsIdentityNeeds } from './routes/lms-identities.ts';
import { addProposalRoutes, type ProposalNeeds } from './routes/proposals.ts';
import { addQuarantineRoutes, type QuarantineNeeds } from './routes/quarantines.ts';
import { addStatisticsRoutes, type StatisticsNeeds } from './routes/statistics.ts';
import { addErasureRoute, type ErasureNeeds } from './routes/erasure.ts';
import { addEvidenceRoutes, type EvidenceNeeds } from './routes/evidence.ts';
import { addReceiptRoutes, type ReceiptNeeds } from './routes/receipts.ts';
import { addSubmissionRoutes, type SubmissionNeeds } from './routes/submissions.ts';
import { addAssignmentRoutes, type AssignmentNeeds } from './routes/assignments.ts';
import { addExtensionRoutes, type ExtensionNeeds } from './routes/extensions.ts';
import { addGradeRoutes, type GradeNeeds } from './routes/grades.ts';
import { addRegradeRoutes, type RegradeNeeds } from './routes/regrades.ts';
import { addResultRoutes, type ResultNeeds } from './routes/results.ts';
import type { TypedInstance } from './typed-instance.ts';

/** What all routes under `/api/v1` need together. */
export type RouteNeeds = AssignmentNeeds &
  AuditReading &
  CapacityNeeds &
  CourseNeeds &
  EventNeeds &
  ExerciseNeeds &
  GradebookNeeds &
  LearnerGradesNeeds &
  LmsIdentityNeeds &
  ExtensionNeeds &
  GradeNeeds &
  MeNeeds &
  MemberNeeds &
  ProposalNeeds &
  QuarantineNeeds &
  ErasureNeeds &
  EvidenceNeeds &
  ReceiptNeeds &
  RegradeNeeds &
  ResultNeeds &
  RosterNeeds &
  StatisticsNeeds &
  SessionNeeds &
  SubmissionNeeds &
  TokenNeeds;

/** Adds every route under `/api/v1`. */
export function addApiRoutes(app: TypedInstance, needs: RouteNeeds): void {
  addCourseRoutes(app, needs);
  addMeRoute(app, needs);
  addSessionRoutes(app, needs);
  addTokenRoutes(app, needs);
  addMemberRoutes(app, needs);
  addRosterRoutes(app, needs);
  addAuditRoute(app, needs);
  addErasureRoute(app, needs);
  addEvidenceRoutes(app, needs);
  addReceiptRoutes(app, needs);
  addAssignmentRoutes(app, needs);
  addExtensionRoutes(app, needs);
  addGradeRoutes(app, needs);
  addRegradeRoutes(app, needs);
  addResultRoutes(app, needs);
  addCapacityRoutes(app, needs);
  addExerciseRoute(app, needs);
  addSubmissionRoutes(app, needs);
  addEventRoute(app, needs);
  addGradebookRoutes(app, needs);
  addLearnerGradesRoute(app, needs);
  addLmsIdentityRoutes(app, needs);
  addProposalRoutes(app, needs);
  addQuarantineRoutes(app, needs);
  addStatisticsRoutes(app, needs);
}
