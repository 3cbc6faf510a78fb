import { flakyChecks, FLAKE_MEMORY_MS, type Disagreement } from '../domain/grades/flaky-checks.ts';
import type { Identifiers } from '../domain/identifier.ts';

/** Who a proposal is from. */
const RULE = 'saiten';
/** Contents kept as evidence. */
const EVIDENCE = 20;

export interface ProposalNeeds {
  disagreements: { since(date: Date): Promise<{ courseId: string; disagreements: Disagreement[] }[]> };
  proposals: {
    propose(proposal: {
      proposalId: string;
      courseId: string;
      exercise: string;
      checkId: string;
      reason: string;
      evidence: readonly Disagreement[];
    }): Promise<unknown>;
  };
  auditLog: {
    add(entry: {
      at: Date;
      actor: string;
      courseId: string;
      action: string;
      target: string;
      after: object;
      reason: string;
      requestId: string;
    }): Promise<void>;
  };
  identifiers: Identifiers;
  now: () => number;
  logger: { warn(facts: object, message: string): void };
}

/**
 * Proposes to staff that checks are put under review which judged the same work now so, now so; see `flakyChecks`. Nobody's
 * points change by that. Returns how many are new.
 */
export async function proposeReviews(needs: ProposalNeeds): Promise<number> {
  let proposed = 0;

  for (const { courseId, disagreements } of await needs.disagreements.since(
    new Date(needs.now() - FLAKE_MEMORY_MS),
  )) {
    for (const { exercise, checkId, finding, learners, disagreements: evidence } of flakyChecks(
      disagreements,
    )) {
      if (finding !== 'flaky') continue;
      const proposalId = needs.identifiers.next();
      const reason = `Judged the same files differently, for ${learners} learners and ${evidence.length} contents.`;

      const proposal = await needs.proposals.propose({
        ...{ proposalId, courseId, exercise, checkId, reason },
        evidence: evidence.slice(0, EVIDENCE),
      });

      if (proposal === undefined) continue;

      await needs.auditLog.add({
        ...{ courseId, reason },
        at: new Date(needs.now()),
        actor: RULE,
        action: 'proposeReview',
        target: `review-proposals/${proposalId}`,
        after: { exercise, checkId },
        requestId: proposalId,
      });

      proposed++;
      needs.logger.warn({ courseId, exercise, checkId, learners }, 'a check contradicts itself');
    }
  }

  return proposed;
}
