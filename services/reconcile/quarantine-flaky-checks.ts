import { flakyChecks, FLAKE_MEMORY_MS, type Disagreement } from '../domain/flaky-checks.ts';
import type { Identifiers } from '../domain/identifier.ts';

/** Who a quarantine is from that nobody asked for. */
const RULE = 'saiten';

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
      const quarantine = await needs.quarantines.place({
        ...{ courseId, exercise, checkId },
        quarantineId: needs.identifiers.next(),
        by: RULE,
        reason: `Judged the same files differently, for ${learners} learners and ${evidence.length} contents.`,
        evidence: evidence.slice(0, 20),
      });
      if (quarantine === undefined) continue;
      placed++;
      needs.logger.warn({ courseId, exercise, checkId, learners }, 'a check contradicts itself');
    }
  }
  return placed;
}
