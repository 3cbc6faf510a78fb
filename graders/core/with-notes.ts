import type { Finding } from '../contract/finding.ts';
import type { PartialCredit } from './define-grader.ts';
import { Mismatch } from './mismatch.ts';

/**
 * Runs a check and adds notes to what it says: behind the reasons of a failure, and beside a pass, which stays one. Errors
 * of ours go through as they are.
 */
export async function withNotes(
  notes: readonly Finding[],
  check: () => Promise<void | PartialCredit>,
): Promise<void | PartialCredit> {
  if (notes.length === 0) return check();

  try {
    const credit = (await check()) ?? { share: 1, findings: [] };
    return { share: credit.share, findings: [...credit.findings, ...notes] };
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new Mismatch([...error.findings, ...notes], { final: error.final });
  }
}
