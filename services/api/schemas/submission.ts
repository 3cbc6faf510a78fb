import Type from 'typebox';
import { CheckResult } from '../../../graders/contract/check-result.ts';
import { Finding } from '../../../graders/contract/finding.ts';
import { Localized } from '../../../graders/contract/localized.ts';
import { FAULTS } from '../../domain/failure.ts';
import { VERDICTS, type GradingReport } from '../../domain/submissions/grading-report.ts';
import { SUBMISSION_STATES } from '../../domain/submissions/submission.ts';
import { Time } from './course.ts';

const TeamBody = Type.Object(
  {
    name: Type.String(),
    members: Type.Array(Type.Object({ githubId: Type.Integer(), login: Type.String() })),
  },
  { description: 'Who handed it in together, as the team was then; it counts for each of them.' },
);

export const SubmissionBody = Type.Object({
  id: Type.String(),
  repositoryId: Type.Integer(),
  pullNumber: Type.Integer(),
  headSha: Type.String(),
  exercise: Type.String(),
  attempt: Type.Integer(),
  authorId: Type.Integer({ description: 'GitHub id of the learner, of a team the one who pushed.' }),
  authorLogin: Type.String(),
  team: Type.Optional(TeamBody),
  state: Type.Enum([...SUBMISSION_STATES]),
  createdAt: Time,
});

export const ListedSubmissionBody = Type.Object({
  ...SubmissionBody.properties,
  verdict: Type.Optional(
    Type.Enum([...VERDICTS], {
      description: 'What came of it, once it is graded; for its learner, once the result is released.',
    }),
  ),
});

/** What `GradingReport` declares in TypeScript, as a schema for the description. */
export const ReportBody = Type.Unsafe<GradingReport>(
  Type.Object({
    runId: Type.String(),
    exercise: Type.Object({ slug: Type.String(), title: Localized }),
    headSha: Type.String(),
    attempt: Type.Integer(),
    verdict: Type.Enum([...VERDICTS]),
    fault: Type.Optional(Type.Enum([...FAULTS])),
    failureCode: Type.Optional(Type.String()),
    score: Type.Object({ earned: Type.Number(), possible: Type.Number() }),
    problems: Type.Array(Finding),
    notes: Type.Optional(Type.Array(Finding)),
    checks: Type.Array(CheckResult),
    timings: Type.Array(Type.Object({ phase: Type.String(), durationMs: Type.Number() })),
    versions: Type.Object({
      exercise: Type.String(),
      manifests: Type.Optional(Type.String()),
      nodeImage: Type.Optional(Type.String()),
      nodeImageDigest: Type.Optional(Type.String()),
      kubernetes: Type.Optional(Type.String()),
    }),
    startedAt: Time,
    finishedAt: Time,
  }),
);

const run = {
  runId: Type.String(),
  submissionId: Type.String(),
  state: Type.String(),
  workerId: Type.String(),
  startedAt: Time,
  finishedAt: Type.Optional(Time),
  failure: Type.Optional(
    Type.Object({ fault: Type.Enum([...FAULTS]), code: Type.String(), message: Type.String() }),
  ),
};

const RunBody = Type.Object(run);

export const RunDetail = Type.Object({ ...run, report: Type.Optional(ReportBody) });

export const SubmissionDetail = Type.Object({
  submission: SubmissionBody,
  held: Type.Boolean({ description: 'The results are not shown to the learner yet.' }),
  sourceUrl: Type.Optional(
    Type.String({ description: 'The pull request on GitHub; of what is graded by push, the commit.' }),
  ),
  // As it counts: with the points that checks under review took.
  report: Type.Optional(ReportBody),
  underReview: Type.Optional(
    Type.Array(Type.String(), {
      description:
        'Ids of checks that take no points from anybody for now: the report here has their points, ' +
        'that of the run does not.',
    }),
  ),
  runs: Type.Array(RunBody),
});
