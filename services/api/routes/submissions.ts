import Type from 'typebox';
import type { Fault } from '../../domain/failure.ts';
import type { GradingReport, Verdict } from '../../domain/submissions/grading-report.ts';
import type { Quarantine } from '../../domain/grades/quarantine.ts';
import { reportAsCounted } from '../../domain/grades/report-as-counted.ts';
import type { Team } from '../../domain/courses/team.ts';
import {
  SUBMISSION_STATES,
  type Submission,
  type SubmissionState,
} from '../../domain/submissions/submission.ts';
import { courseAccess } from '../access/access-rule.ts';
import { notFound } from '../api-problem.ts';
import { cursorKeys, pageOf, pageQuery, readCursor, toPage } from '../page.ts';
import { CourseParams } from '../schemas/course.ts';
import { ListedSubmissionBody, RunDetail, SubmissionBody, SubmissionDetail } from '../schemas/submission.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface RunRecord {
  runId: string;
  submissionId: string;
  state: string;
  workerId: string;
  startedAt: Date;
  finishedAt?: Date;
  report?: GradingReport;
  failure?: { fault: Fault; code: string; message: string };
}

/** Null where a submission has none. */
type Listed = Omit<Submission, 'team'> & { verdict: Verdict | null; team: Team | null };

export interface SubmissionNeeds {
  submissions: {
    get(id: string): Promise<Submission | undefined>;
    forPullRequest(repositoryId: number, number: number): Promise<Submission[]>;
  };
  submissionList: {
    ofCourse(
      courseId: string,
      page: {
        limit: number;
        after?: { at: string; id: string };
        learner?: number;
        learnerLogin?: string;
        exercise?: string;
        state?: SubmissionState;
        sort: '-createdAt' | 'createdAt';
        releasedOnly?: boolean;
      },
    ): Promise<Listed[]>;
  };
  runs: {
    get(runId: string): Promise<RunRecord | undefined>;
    forSubmission(submissionId: string): Promise<RunRecord[]>;
  };
  results: { isHeld(courseId: string, exercise: string): Promise<boolean> };
  pullRequests: {
    get(repositoryId: number, number: number): Promise<{ owner: string; name: string } | undefined>;
  };
  quarantines: { list(courseId: string, filter: { exercise: string }): Promise<Quarantine[]> };
  /** Where people see a submission on GitHub. */
  sourcePage(source: { owner: string; name: string; pullNumber: number; headSha: string }): string;
}

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9A-Z]{26}$' }) });

/** The submissions of a pull request, and everything known of one submission. */
export function addSubmissionRoutes(app: TypedInstance, needs: SubmissionNeeds): void {
  const { submissions, submissionList, runs, results, pullRequests, quarantines, sourcePage } = needs;

  app.get(
    '/courses/:course/submissions',
    {
      config: { access: courseAccess('read-only', { own: true }) },
      schema: {
        operationId: 'listSubmissions',
        summary: 'Submissions of a course; for a learner their own',
        params: CourseParams,
        querystring: Type.Object({
          ...pageQuery,
          learner: Type.Optional(
            Type.String({
              pattern: '^[A-Za-z0-9_-]{1,100}$',
              description: 'A login, or a GitHub id; of an author or of one in the team.',
            }),
          ),
          exercise: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          state: Type.Optional(Type.Enum([...SUBMISSION_STATES])),
          sort: Type.Enum(['-createdAt', 'createdAt'], {
            default: '-createdAt',
            description: 'The newest first, or the oldest.',
          }),
        }),
        response: { 200: pageOf(ListedSubmissionBody) },
      },
    },
    async ({ course, query: { limit, cursor, learner, exercise, state, sort } }) => {
      const after = readCursor(cursorKeys.place, cursor);
      const { onlyOf } = course;
      const isId = learner !== undefined && /^[0-9]{1,15}$/.test(learner);
      if (onlyOf !== undefined && isId && Number(learner) !== onlyOf) return { items: [], next: null };
      const githubId = onlyOf ?? (isId ? Number(learner) : undefined);

      const rows = await submissionList.ofCourse(course.courseId, {
        limit: limit + 1,
        sort,
        releasedOnly: onlyOf !== undefined,
        ...(after === undefined ? {} : { after }),
        ...(githubId === undefined ? {} : { learner: githubId }),
        ...(learner === undefined || isId ? {} : { learnerLogin: learner }),
        ...(exercise === undefined ? {} : { exercise }),
        ...(state === undefined ? {} : { state }),
      });

      return toPage(rows, limit, {
        item: toListed,
        keyOf: ({ createdAt, id }) => ({ at: createdAt.toISOString(), id }),
      });
    },
  );

  app.get(
    '/repositories/:repositoryId/pulls/:pullNumber/submissions',
    {
      config: { access: { kind: 'operator' } },
      schema: {
        operationId: 'listPullRequestSubmissions',
        summary: 'Submissions of a pull request, oldest first',
        params: Type.Object({
          repositoryId: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
          pullNumber: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
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
        params: Id,
        response: { 200: SubmissionDetail },
      },
    },
    async ({ params, course: { courseId, onlyOf } }) => {
      const submission = await submissions.get(params.id);
      if (submission === undefined) throw notFound(`submission ${params.id}`);
      const all = await runs.forSubmission(params.id);
      const held = await results.isHeld(courseId, submission.exercise);
      const hidden = held && onlyOf !== undefined;
      const report = all.findLast((run) => run.report !== undefined)?.report;
      const { repositoryId, pullNumber, headSha, exercise } = submission;
      const repository = await pullRequests.get(repositoryId, pullNumber);
      return {
        submission: toBody(submission),
        held,
        runs: all.map(toRun),
        ...(repository === undefined
          ? {}
          : { sourceUrl: sourcePage({ ...repository, pullNumber, headSha }) }),
        ...(report === undefined || hidden
          ? {}
          : reportAsCounted(report, await quarantines.list(courseId, { exercise }))),
      };
    },
  );

  app.get(
    '/runs/:id',
    {
      config: { access: courseAccess('read-only', { own: true, through: 'run' }) },
      schema: {
        operationId: 'getRun',
        summary: 'One try to grade a submission, with its report',
        params: Id,
        response: { 200: RunDetail },
      },
    },
    async ({ params, course: { courseId, onlyOf } }) => {
      const run = await runs.get(params.id);
      const submission = run && (await submissions.get(run.submissionId));
      if (run === undefined || submission === undefined) throw notFound(`run ${params.id}`);
      const hidden = onlyOf !== undefined && (await results.isHeld(courseId, submission.exercise));
      return { ...toRun(run), ...(run.report === undefined || hidden ? {} : { report: run.report }) };
    },
  );
}

function toRun({ runId, submissionId, state, workerId, startedAt, finishedAt, failure }: RunRecord) {
  return {
    ...{ runId, submissionId, state, workerId },
    startedAt: startedAt.toISOString(),
    ...(finishedAt === undefined ? {} : { finishedAt: finishedAt.toISOString() }),
    ...(failure === undefined ? {} : { failure }),
  };
}

function toListed({ team, verdict, ...submission }: Listed): Type.Static<typeof ListedSubmissionBody> {
  const body: Type.Static<typeof ListedSubmissionBody> = toBody(submission);
  // Of hundreds of submissions, and spreading is dear.
  if (team !== null) body.team = teamBody(team);
  if (verdict !== null) body.verdict = verdict;
  return body;
}

function toBody({
  id,
  repositoryId,
  pullNumber,
  headSha,
  exercise,
  attempt,
  authorId,
  authorLogin,
  team,
  state,
  createdAt,
}: Submission): Type.Static<typeof SubmissionBody> {
  return {
    id,
    repositoryId,
    pullNumber,
    headSha,
    exercise,
    attempt,
    authorId,
    authorLogin,
    ...(team === undefined ? {} : { team: teamBody(team) }),
    state,
    createdAt: createdAt.toISOString(),
  };
}

function teamBody({ name, members }: Team) {
  return { name, members: [...members] };
}
