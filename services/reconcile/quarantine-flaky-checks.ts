import { flakyChecks, FLAKE_MEMORY_MS, type Disagreement } from '../domain/flaky-checks.ts';
import type { Identifiers } from '../domain/identifier.ts';

/** Who a quarantine is from that nobody asked for. */
const RULE = 'saiten';
/** Contents kept as evidence. */
const EVIDENCE = 20;

export interface FlakeNeeds {
  disagreements: { since(date: Date): Promise<{ courseId: string; disagreements: Disagreement[] }[]> };
  quarantines: {
    place(quarantine: {
      quarantineId: string;
      courseId: string;
      exercise: string;
      checkId: string;
      by: string;
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

/** Puts checks under review that judged the same work now so, now so; see `flakyChecks`. Returns how many. */
export async function quarantineFlakyChecks(needs: FlakeNeeds): Promise<number> {
  let placed = 0;
  for (const { courseId, disagreements } of await needs.disagreements.since(
    new Date(needs.now() - FLAKE_MEMORY_MS),
  )) {
    for (const { exercise, checkId, finding, learners, disagreements: evidence } of flakyChecks(
      disagreements,
    )) {
      if (finding !== 'flaky') continue;
      const quarantineId = needs.identifiers.next();
      const reason = `Judged the same files differently, for ${learners} learners and ${evidence.length} contents.`;
      const quarantine = await needs.quarantines.place({
        ...{ quarantineId, courseId, exercise, checkId, reason },
        by: RULE,
        evidence: evidence.slice(0, EVIDENCE),
      });
      if (quarantine === undefined) continue;
      await needs.auditLog.add({
        ...{ courseId, reason },
        at: new Date(needs.now()),
        actor: RULE,
        action: 'placeQuarantine',
        target: `quarantines/${quarantineId}`,
        after: { exercise, checkId },
        requestId: quarantineId,
      });
      placed++;
      needs.logger.warn({ courseId, exercise, checkId, learners }, 'a check contradicts itself');
    }
  }
  return placed;
}
