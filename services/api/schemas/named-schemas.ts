import { CheckResult } from '../../../graders/contract/check-result.ts';
import { Finding } from '../../../graders/contract/finding.ts';
import { Localized } from '../../../graders/contract/localized.ts';
import { CourseBody } from './course.ts';
import {
  AssignmentBody,
  ExtensionBody,
  GradeBody,
  GradingPolicyBody,
  LatePolicyBody,
  MomentBody,
  OverrideBody,
  ResultsBody,
} from './grading.ts';
import { EvidenceContentBody } from './evidence.ts';
import { LmsIdentityBody } from './lms-identity.ts';
import { MemberBody, RosterEntryBody } from './member.ts';
import { ProblemBody } from './problem.ts';
import { ProposalBody } from './proposal.ts';
import { DisagreementBody, QuarantineBody } from './quarantine.ts';
import { RegradeBody } from './regrade.ts';
import { Quartiles } from './statistics.ts';
import { ReportBody, SubmissionBody } from './submission.ts';
import { TokenBody } from './token.ts';

/** What the description of the API says once, under `components/schemas`, and refers to wherever it stands. */
export const NAMED_SCHEMAS = {
  Assignment: AssignmentBody,
  CheckResult,
  Course: CourseBody,
  Disagreement: DisagreementBody,
  Evidence: EvidenceContentBody,
  Extension: ExtensionBody,
  Finding,
  Grade: GradeBody,
  GradingPolicy: GradingPolicyBody,
  LatePolicy: LatePolicyBody,
  LmsIdentity: LmsIdentityBody,
  Localized,
  Member: MemberBody,
  Moment: MomentBody,
  Override: OverrideBody,
  Problem: ProblemBody,
  Proposal: ProposalBody,
  Quarantine: QuarantineBody,
  Quartiles,
  Regrade: RegradeBody,
  Report: ReportBody,
  Results: ResultsBody,
  RosterEntry: RosterEntryBody,
  Submission: SubmissionBody,
  Token: TokenBody,
};
