import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import type { RunVisibility } from '../../domain/submissions/run-evidence.ts';
import type { Submission } from '../../domain/submissions/submission.ts';
import { courseAccess } from '../access/access-rule.ts';
import { ApiProblem, notFound } from '../api-problem.ts';
import { RunParams } from '../schemas/evidence.ts';
import type { TypedInstance } from '../typed-instance.ts';

/** What a receipt attests of one run; who issues it, and when, is added where it is signed. */
interface ReceiptFacts {
  sub: string;
  jti: string;
  course: string;
  exercise: string;
  submission: string;
  /** Whose work it is besides, where a team handed it in. */
  team?: string;
  repository: number;
  commit: string;
  attempt: number;
  verdict: 'passed' | 'failed';
  score: { earned: number; possible: number };
  gradedAt: string;
  versions: GradingReport['versions'];
}

export interface ReceiptNeeds {
  runs: { get(runId: string): Promise<{ submissionId: string; report?: GradingReport } | undefined> };
  submissions: { get(id: string): Promise<Submission | undefined> };
  evidence: { visibility(runId: string): Promise<RunVisibility | undefined> };
  receipts: {
    issue(facts: ReceiptFacts): Promise<string>;
    /** The public keys as a JSON Web Key Set. */
    keySet(): Promise<object>;
  };
}

/** RFC 7515, 9.2.1: a JWS in its compact form. */
const RECEIPT_MEDIA_TYPE = 'application/jose';
const KEYS_MEDIA_TYPE = 'application/jwk-set+json';

/** The signed receipt of a run's result, which its learner can keep. */
export function addReceiptRoutes(app: TypedInstance, needs: ReceiptNeeds): void {
  const { runs, submissions, evidence, receipts } = needs;

  app.get(
    '/runs/:id/receipt',
    {
      config: { access: courseAccess('read-only', { own: true, through: 'run' }) },
      schema: {
        operationId: 'getReceipt',
        summary: 'A signed receipt of the result; "saiten receipt verify" checks it anywhere',
        params: RunParams,
        response: {
          200: {
            description: 'A compact JWS, signed with Ed25519; the keys are at /.well-known/jwks.json.',
            content: { [RECEIPT_MEDIA_TYPE]: { schema: Type.String() } },
          },
        },
      },
    },
    async ({ params: { id }, course }, reply) => {
      const run = await runs.get(id);
      const submission = run && (await submissions.get(run.submissionId));
      const visibility = await evidence.visibility(id);
      const isHidden = course.onlyOf !== undefined && visibility !== 'released';
      if (run === undefined || submission === undefined || isHidden) throw notFound(`run ${id}`);
      // Of a team each who asks gets a receipt of their own; staff get the one of who pushed.
      const learner = course.onlyOf ?? submission.authorId;
      const facts = factsOf({ ...submission, learner }, run.report, course.courseId);
      const counts = visibility !== 'preview' && submission.uncredited === undefined;
      if (facts === undefined || !counts)
        throw notFound(`receipt of run ${id}: only a run that passed or failed, and counts, has one`);
      const name = `receipt-${submission.exercise}-${submission.headSha.slice(0, 7)}.jws`;
      return reply
        .type(RECEIPT_MEDIA_TYPE)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(await signed(facts));
    },
  );

  async function signed(facts: ReceiptFacts): Promise<string> {
    try {
      return await receipts.issue(facts);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'signing-key-locked')) throw error;
      throw new ApiProblem(
        503,
        'signing-key-locked',
        'Receipts cannot be signed now: the operator has to look after SAITEN_RECEIPT_SECRET. Results are not affected.',
      );
    }
  }
}

/** The public keys, for everybody; outside `/api/v1`, at the place where others look for keys (RFC 8615). */
export function addKeySetRoute(app: FastifyInstance, { receipts }: Pick<ReceiptNeeds, 'receipts'>): void {
  app.get('/.well-known/jwks.json', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type(KEYS_MEDIA_TYPE)
      .header('cache-control', 'public, max-age=300')
      .send(JSON.stringify(await receipts.keySet())),
  );
}

function factsOf(
  { id, learner, team, exercise, repositoryId, headSha, attempt }: Submission & { learner: number },
  report: GradingReport | undefined,
  course: string,
): ReceiptFacts | undefined {
  if (report === undefined) return undefined;
  const { runId, verdict, score, finishedAt, versions } = report;
  if (verdict !== 'passed' && verdict !== 'failed') return undefined;
  return {
    sub: `github:${learner}`,
    jti: runId,
    submission: id,
    ...(team === undefined ? {} : { team: team.name }),
    repository: repositoryId,
    commit: headSha,
    gradedAt: finishedAt,
    ...{ course, exercise, attempt, verdict, score, versions },
  };
}
