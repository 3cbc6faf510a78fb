import type { Finding } from '../contract/finding.ts';

/** Findings of one check that are kept. */
const MOST = 50;
/** Bytes that the findings of one check may take as JSON, so that all checks together stay below what a run may say. */
const BYTES = 256 * 1024;

/**
 * The first findings of a check, in all no larger than a report can carry whatever a learner wrote into logs and names: the first
 * of them always, the others as far as they fit, and then as much of their evidence as is left room for.
 */
export function boundedFindings(findings: readonly Finding[]): Finding[] {
  let room = BYTES;

  const kept = findings.slice(0, MOST).filter((finding, index) => {
    const size = sizeOf(bare(finding));
    if (index > 0 && size > room) return false;
    room -= size;
    return true;
  });

  return kept.map((finding) => {
    const more = sizeOf(finding) - sizeOf(bare(finding));
    if (more > room) return bare(finding);
    room -= more;
    return finding;
  });
}

function bare(finding: Finding): Finding {
  return { ...finding, evidence: [] };
}

function sizeOf(finding: Finding): number {
  return Buffer.byteLength(JSON.stringify(finding));
}
