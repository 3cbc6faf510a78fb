import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { Fault } from '../../domain/failure.ts';
import type { GradingReport } from '../../domain/grading-report.ts';
import type { Submission } from '../../domain/submission.ts';
import { problem, PROBLEM_TYPE } from '../problem.ts';
import { ProblemBody, SubmissionBody, SubmissionDetail } from '../schemas/submission.ts';

type TypedInstance = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

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

const security = [{ token: [] }];

/** The submissions of a pull request, and everything known of one submission. */
export function addSubmissionRoutes(app: TypedInstance, { submissions, runs }: SubmissionNeeds): void {
  app.get(
    '/repositories/:repositoryId/pulls/:pullNumber/submissions',
    {
      schema: {
        operationId: 'listSubmissions',
        summary: 'Submissions of a pull request, oldest first',
        security,
        params: Type.Object({
          repositoryId: Type.Integer({ minimum: 1 }),
          pullNumber: Type.Integer({ minimum: 1 }),
        }),
        response: { 200: Type.Object({ submissions: Type.Array(SubmissionBody) }), 401: ProblemBody },
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
      schema: {
        operationId: 'getSubmission',
        summary: 'A submission with its newest report and every run, failed ones too',
        security,
        params: Type.Object({ id: Type.String({ pattern: '^[0-9A-Z]{26}$' }) }),
        response: { 200: SubmissionDetail, 401: ProblemBody, 404: ProblemBody },
      },
    },
    async ({ params }, reply) => {
      const submission = await submissions.get(params.id);
      if (submission === undefined) {
        return reply
          .code(404)
          .type(PROBLEM_TYPE)
          .send(problem(404, 'not-found', `There is no submission ${params.id}.`));
      }
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
