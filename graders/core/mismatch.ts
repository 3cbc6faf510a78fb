import type { Finding } from '../contract/finding.ts';

/**
 * Thrown by a check that found something other than what it expected. While polling, a mismatch means "not
 * yet"; the last one becomes the check's finding. `final` ends the polling at once, for what time cannot heal
 * (an image name that cannot exist, a refused manifest).
 */
export class Mismatch extends Error {
  readonly findings: readonly Finding[];
  readonly final: boolean;

  constructor(findings: readonly Finding[], options: { final?: boolean } = {}) {
    super(findings.map((finding) => finding.message.id).join(', '));
    this.name = 'Mismatch';
    this.findings = findings;
    this.final = options.final ?? false;
  }
}
