import Type from 'typebox';
import type { Fault } from '../../domain/failure.ts';
import type { GradingReport } from '../../domain/grading-report.ts';
import type { Submission } from '../../domain/submission.ts';
import { courseAccess } from '../access/access-rule.ts';
import { notFound } from '../api-problem.ts';
import { SubmissionBody, SubmissionDetail } from '../schemas/submission.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface RunRecord {
  runId: string;
  state: string;
  workerId: string;
  startedAt: Date;
  finishedAt?: Date;
  report?: GradingReport;
  failure?: { fault: Fault; code: string; message: string };
}

export interface SubmissionNeeds {
  submissions: {
    get(id: string): Promise<Submission | undefined>;
    forPullRequest(repositoryId: number, number: number): Promise<Submission[]>;
  };
  runs: { forSubmission(submissionId: string): Promise<RunRecord[]> };
}

/** The submissions of a pull request, and everything known of one submission. */
export function addSubmissionRoutes(app: TypedInstance, { submissions, runs }: SubmissionNeeds): void {
  app.get(
    '/repositories/:repositoryId/pulls/:pullNumber/submissions',
    {
      config: { access: { kind: 'operator' } },
      schema: {
        operationId: 'listPullRequestSubmissions',
        summary: 'Submissions of a pull request, oldest first',
        params: Type.Object({
          repositoryId: Type.Integer({ minimum: 1 }),
          pullNumber: Type.Integer({ minimum: 1 }),
        }),
        response: { 200: Type.Object({ submissions: Type.Array(SubmissionBody) }) },
      },
    },
    async ({ params }) => {
      const found = await submissions.forPullRequest(params.repositoryId, params.pullNumber);
      return { submissions: found.map(toBody) };
    },
  );

  app.get(
    '/submissions/:id',
    {
      config: { access: courseAccess('read-only', { own: true, through: 'submission' }) },
      schema: {
        operationId: 'getSubmission',
        summary: 'A submission with its newest report and every run, failed ones too',
        params: Type.Object({ id: Type.String({ pattern: '^[0-9A-Z]{26}$' }) }),
        response: { 200: SubmissionDetail },
      },
    },
    async ({ params }) => {
      const submission = await submissions.get(params.id);
      if (submission === undefined) throw notFound(`submission ${params.id}`);
      const all = await runs.forSubmission(params.id);
      const report = all.findLast((run) => run.report !== undefined)?.report;
      return {
        submission: toBody(submission),
        runs: all.map(({ runId, state, workerId, startedAt, finishedAt, failure }) => ({
          runId,
          state,
          workerId,
          startedAt: startedAt.toISOString(),
          ...(finishedAt === undefined ? {} : { finishedAt: finishedAt.toISOString() }),
          ...(failure === undefined ? {} : { failure }),
        })),
        ...(report === undefined ? {} : { report }),
      };
    },
  );
}

function toBody({
  id,
  repositoryId,
  pullNumber,
  headSha,
  exercise,
  attempt,
  authorLogin,
  state,
  createdAt,
}: Submission) {
  return {
    id,
    repositoryId,
    pullNumber,
    headSha,
    exercise,
    attempt,
    authorLogin,
    state,
    createdAt: createdAt.toISOString(),
  };
}
