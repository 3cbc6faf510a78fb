import Type from 'typebox';
import type { Identifiers } from '../../domain/identifier.ts';
import type { Proposal } from '../../domain/grades/proposal.ts';
import { courseAccess } from '../access/access-rule.ts';
import { ApiProblem, notFound, stale } from '../api-problem.ts';
import { CourseParams } from '../schemas/course.ts';
import { DecisionBody, ProposalBody, ProposalParams } from '../schemas/proposal.ts';
import type { TypedInstance } from '../typed-instance.ts';

export interface ProposalNeeds {
  proposals: {
    list(courseId: string, filter: { exercise?: string }): Promise<Proposal[]>;
    get(courseId: string, proposalId: string): Promise<Proposal | undefined>;
    decide(
      proposal: { courseId: string; proposalId: string; version: number },
      decision: { by: string; reason: string } & (
        { kind: 'dismiss' } | { kind: 'review'; solutionRunId: string; quarantineId: string }
      ),
    ): Promise<Proposal | 'stale'>;
    isStaffFailure(
      check: { courseId: string; exercise: string; checkId: string },
      runId: string,
    ): Promise<boolean>;
  };
  identifiers: Identifiers;
}

/** Checks of which the rule for flaky ones says that staff should look at them, and what staff decide. */
export function addProposalRoutes(app: TypedInstance, needs: ProposalNeeds): void {
  const { proposals } = needs;

  app.get(
    '/courses/:course/review-proposals',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'listReviewProposals',
        summary: 'Checks that contradicted themselves and wait for a decision, then those decided about',
        params: CourseParams,
        querystring: Type.Object({ exercise: Type.Optional(Type.String({ maxLength: 100 })) }),
        response: { 200: Type.Object({ items: Type.Array(ProposalBody), next: Type.Null() }) },
      },
    },
    async ({ course, query }) => ({
      items: (await proposals.list(course.courseId, query)).map(toBody),
      next: null,
    }),
  );

  app.get(
    '/courses/:course/review-proposals/:proposal',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'getReviewProposal',
        summary: 'One proposal with what led to it',
        params: ProposalParams,
        response: { 200: ProposalBody },
      },
    },
    async ({ course, params }) => {
      const found = await proposals.get(course.courseId, params.proposal);
      if (found === undefined) throw notFound(`proposal ${params.proposal}`);
      return toBody(found);
    },
  );

  app.post(
    '/courses/:course/review-proposals/:proposal/decide',
    {
      config: { access: courseAccess('instructor'), ifMatch: true },
      schema: {
        operationId: 'decideReviewProposal',
        summary: 'Puts the check under review, or leaves it as it is; until then nobody is given points',
        params: ProposalParams,
        body: DecisionBody,
        response: { 200: ProposalBody },
      },
    },
    async (request) => {
      const { courseId } = request.course;
      const { proposal: proposalId } = request.params;
      const { decision, reason, solutionRunId } = request.body;
      const before = await proposals.get(courseId, proposalId);
      if (before === undefined) throw notFound(`proposal ${proposalId}`);
      const by = request.principal.actor;

      const decided = await proposals.decide(
        { courseId, proposalId, version: request.expectedVersion },
        decision === 'dismiss'
          ? { kind: 'dismiss', by, reason }
          : {
              kind: 'review',
              by,
              reason,
              solutionRunId: await failedForStaff(before, solutionRunId),
              quarantineId: needs.identifiers.next(),
            },
      );

      if (decided === 'stale') throw stale();
      const after = toBody(decided);
      request.audit({ before: toBody(before), after, reason });
      return after;
    },
  );

  /** A check that the course's own solution passes is not what is wrong: that must have failed too. */
  async function failedForStaff(proposal: Proposal, runId: string | undefined): Promise<string> {
    if (runId !== undefined && (await proposals.isStaffFailure(proposal, runId))) return runId;
    throw new ApiProblem(
      409,
      'solution-not-failed',
      `To put ${proposal.checkId} under review, name as solutionRunId a run of the exercise's own solution that somebody ` +
        'of staff handed in and in which this check failed.',
    );
  }
}

function toBody({ courseId: _, since, evidence, decision, ...facts }: Proposal) {
  return {
    ...facts,
    since: since.toISOString(),
    evidence: evidence.map(({ githubIds, enrolledIds, ...more }) => ({
      ...more,
      githubIds: [...githubIds],
      enrolledIds: [...enrolledIds],
    })),
    ...(decision === undefined ? {} : { decision: { ...decision, at: decision.at.toISOString() } }),
  };
}
