import type { Finding } from '../../graders/contract/finding.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';

/** Waits for a part of a check and returns the reasons why it failed, so that the rest can be judged all the same. */
export async function findingsOf(part: Promise<unknown>): Promise<readonly Finding[]> {
  try {
    await part;
    return [];
  } catch (error) {
    if (error instanceof Mismatch) return error.findings;
    throw error;
  }
}
